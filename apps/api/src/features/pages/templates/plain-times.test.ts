import { findZone, type Zone } from '@astrocal/scheduling';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { timeChoices } from './plain-times.ts';

const newYork = findZone('America/New_York') as Zone;

/** What stands beside each of the times. */
function labels(starts: readonly string[]): (string | undefined)[] {
  const { document } = new JSDOM(timeChoices('start_time', starts, newYork).markup).window;
  return [...document.querySelectorAll('label')].map(({ textContent }) => textContent?.trim());
}

describe('the names of times', () => {
  test('are plain on a day like any other', () => {
    expect(labels(['2027-11-05T13:00:00Z', '2027-11-05T13:30:00Z'])).toEqual(['9:00 am', '9:30 am']);
  });

  test('tell the hour that comes twice apart, and what follows it', () => {
    expect(
      labels([
        '2027-11-07T04:30:00Z',
        '2027-11-07T05:30:00Z',
        '2027-11-07T06:30:00Z',
        '2027-11-07T07:30:00Z',
      ]),
    ).toEqual(['12:30 am', '1:30 am, UTC−4', '1:30 am, UTC−5', '2:30 am, UTC−5']);
  });

  test('tell a new offset where an hour is left out', () => {
    expect(labels(['2027-03-14T06:30:00Z', '2027-03-14T07:30:00Z'])).toEqual(['1:30 am', '3:30 am, UTC−4']);
  });
});
