import { expect, it } from 'vitest';
import { clockIn, languages } from '../test/clocks.ts';
import { cityOf, isRepeated, offsetText, zoneText } from './index.ts';

const noon = Date.parse('2026-06-15T12:00:00Z');

it.each([
  ['America/New_York', 'New York time', 'New York time, UTC−4'],
  ['Asia/Kolkata', 'Kolkata time', 'Kolkata time, UTC+5:30'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires time', 'Buenos Aires time, UTC−3'],
  ['Etc/GMT+5', 'UTC−5', 'UTC−5'],
  ['UTC', 'UTC', 'UTC'],
  ['EST', 'UTC−5', 'UTC−5'],
])('%s is %s', (zone, text, withOffset) => {
  expect(zoneText('en-US', clockIn(zone), noon)).toBe(text);
  expect(zoneText('en-US', clockIn(zone), noon, { withOffset: true })).toBe(withOffset);
});

it('is said in ten languages, and in English for others', () => {
  const texts = languages.map((language) => zoneText(language, clockIn('Europe/Berlin'), noon));
  expect(texts).toEqual([
    'Berlin time',
    'Zeit in Berlin',
    'heure de Berlin',
    'hora de Berlin',
    'horário de Berlin',
    'ora di Berlin',
    'tijd in Berlin',
    'czas: Berlin',
    'Berlin時間',
    'توقيت Berlin',
  ]);
  expect(zoneText('sv', clockIn('Europe/Berlin'), noon)).toBe('Berlin time');
});

it('has its offset in the hour that happens twice', () => {
  const second = Date.parse('2026-11-01T06:30:00Z');
  expect(zoneText('en', clockIn('America/New_York'), second)).toBe('New York time, UTC−5');
});

it('knows which hour that is', () => {
  const newYork = clockIn('America/New_York');
  const hours = [4, 5, 6, 7].map((hour) => isRepeated(newYork, Date.parse(`2026-11-01T0${hour}:00:00Z`)));
  expect(hours).toEqual([false, true, true, false]);
  expect(isRepeated(newYork, Date.parse('2026-11-01T06:59:59.999Z'))).toBe(true);
  expect(isRepeated(newYork, Date.parse('2026-03-08T07:00:00Z'))).toBe(false);
});

it.each([
  [0, 'UTC'],
  [-14_400, 'UTC−4'],
  [20_700, 'UTC+5:45'],
  [50_400, 'UTC+14'],
  [-12_600, 'UTC−3:30'],
])('%i seconds are %s', (seconds, text) => expect(offsetText(seconds)).toBe(text));

it('finds the city in a name', () => {
  expect(['America/Port-au-Prince', 'GMT', 'Etc/UTC'].map(cityOf)).toEqual(['Port-au-Prince', null, null]);
});
