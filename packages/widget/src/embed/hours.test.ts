import { expect, test } from 'vitest';
import { minutesOf, typedWeek, usualWeek, wireWeek, wireWindow } from './hours.ts';

test.each([
  ['9', 540],
  ['09:05', 545],
  ['9.30', 570],
  ['24:00', 1440],
  ['24:01', null],
  ['9:60', null],
  ['', null],
  ['noon', null],
])('%j is a time or none', (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

test('a window ends after it begins', () => {
  expect(wireWindow({ from: '9', to: '24' })).toEqual({ start_time: '09:00', end_time: '24:00' });
  expect(wireWindow({ from: '10:00', to: '10:00' })).toBeNull();
});

test('a week is what was read, unless something was typed', () => {
  const rules = [
    { day_of_week: 1, start_time: '09:00', end_time: '12:00' },
    { day_of_week: 1, start_time: '13:00', end_time: '17:00' },
  ];
  expect(
    wireWeek(typedWeek(rules.map((rule) => ({ ...rule, start_time: `${rule.start_time}:00` })))),
  ).toEqual(rules);
  expect(wireWeek(usualWeek)).toHaveLength(5);
  expect(wireWeek([[{ from: 'x', to: '10:00' }], [], [], [], [], [], []])).toBeNull();
});
