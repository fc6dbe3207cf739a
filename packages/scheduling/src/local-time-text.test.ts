import { expect, test } from 'vitest';
import { formatLocalTime, parseLocalTime } from './index.ts';

test.each([
  ['00:00', 0, '00:00:00'],
  ['09:30', 34_200, '09:30:00'],
  ['09:30:15', 34_215, '09:30:15'],
  ['23:59:59', 86_399, '23:59:59'],
  ['24:00', 86_400, '24:00:00'],
  ['24:00:00', 86_400, '24:00:00'],
])('%s is second %i, written %s', (text, seconds, written) => {
  expect(parseLocalTime(text)).toBe(seconds);
  expect(formatLocalTime(seconds)).toBe(written);
});

test.each([
  '24:00:01',
  '24:01',
  '25:00',
  '9:30',
  '09:60',
  '09:30:60',
  '0930',
  '09:30:15.5',
  ' 09:30',
  '09:30\n',
  '-9:30',
  '',
])('%j is no local time', (text) => {
  expect(parseLocalTime(text)).toBeNull();
});

test.each([-1, 86_401, 1.5, Number.NaN])('%d is no second of a day', (second) => {
  expect(() => formatLocalTime(second)).toThrow(RangeError);
});
