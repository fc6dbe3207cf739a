import { expect, test } from 'vitest';
import { date, windows, windowTexts, zoneNamed } from '../test/builders.ts';
import { compileHours, windowsOn } from './hours.ts';

const zone = zoneNamed('UTC');
const monday = date('2026-06-15');

function mondayWindows(...texts: string[]): string[] {
  const rules = windows(...texts).map((window) => ({ dayOfWeek: 1, ...window }));
  return windowTexts(windowsOn(compileHours({ zone, rules, overrides: [] }), monday));
}

test.each([
  [
    'windows in any order are sorted',
    ['13:00-17:00', '09:00-12:00'],
    ['09:00:00-12:00:00', '13:00:00-17:00:00'],
  ],
  ['overlapping windows merge', ['09:00-12:00', '11:00-14:00'], ['09:00:00-14:00:00']],
  ['a window inside another disappears', ['09:00-17:00', '10:00-11:00'], ['09:00:00-17:00:00']],
  ['equal windows are one', ['09:00-12:00', '09:00-12:00'], ['09:00:00-12:00:00']],
  ['touching windows stay apart', ['09:00-12:00', '12:00-14:00'], ['09:00:00-12:00:00', '12:00:00-14:00:00']],
  [
    'three that overlap in a chain are one',
    ['10:00-12:00', '09:00-11:00', '11:30-24:00'],
    ['09:00:00-24:00:00'],
  ],
])('%s', (_, given, merged) => {
  expect(mondayWindows(...given)).toEqual(merged);
});

test('each date has the rules of its day of the week, before 1970 too', () => {
  const rules = [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({
    dayOfWeek,
    startSecond: dayOfWeek,
    endSecond: 50_000,
  }));
  const hours = compileHours({ zone, rules, overrides: [] });
  // Sunday to Saturday, and a Wednesday
  const dates = ['2026-06-14', '2026-06-15', '2026-06-20', '1969-12-31', '1900-01-01'];
  expect(dates.map((text) => windowsOn(hours, date(text))[0]?.startMs)).toEqual([0, 1000, 6000, 3000, 1000]);
});

test('an override replaces its date’s windows, an empty one closes the date, and the next week is as ever', () => {
  const rules = windows('09:00-12:00').map((window) => ({ dayOfWeek: 1, ...window }));
  const overrides = [
    { date: monday, windows: windows('15:00-16:00', '15:30-17:00') },
    { date: monday + 7, windows: [] },
  ];
  const hours = compileHours({ zone, rules, overrides });
  expect(windowTexts(windowsOn(hours, monday))).toEqual(['15:00:00-17:00:00']);
  expect(windowsOn(hours, monday + 7)).toEqual([]);
  expect(windowTexts(windowsOn(hours, monday + 14))).toEqual(['09:00:00-12:00:00']);
});
