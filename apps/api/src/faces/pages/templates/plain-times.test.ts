import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { createReader, readerZone } from '../../../wording/reader-time.ts';
import { timeChoices } from './plain-times.ts';

const newYork = createReader(readerZone('America/New_York'));

/** What stands beside each of the times. */
function labels(starts: readonly string[]): (string | undefined)[] {
  const { document } = new JSDOM(timeChoices('start_time', starts, newYork).markup).window;
  return [...document.querySelectorAll('label')].map(({ textContent }) => textContent?.trim());
}

describe('the names of times', () => {
  test('are plain on a day like any other', () => {
    expect(labels(['2027-11-05T13:00:00Z', '2027-11-05T13:30:00Z'])).toEqual(['9:00 AM', '9:30 AM']);
  });

  test('tell the hour that comes twice apart', () => {
    expect(
      labels([
        '2027-11-07T04:30:00Z',
        '2027-11-07T05:30:00Z',
        '2027-11-07T06:30:00Z',
        '2027-11-07T07:30:00Z',
      ]),
    ).toEqual(['12:30 AM', '1:30 AM UTC−4', '1:30 AM UTC−5', '2:30 AM']);
  });
});
