import { expect, test } from 'vitest';
import { minutesOutside, readTimeOfDay } from './times-of-day.ts';

test.each([
  ['morning', 300, 720],
  [' Evening ', 1020, 1320],
  ['9:00-12:30', 540, 750],
  ['09:00 – 12:30', 540, 750],
  ['22:00 to 02:00', 1320, 120],
  ['00:00-24:00', 0, 1440],
  ['10:00', 600, 601],
])('%s is from minute %i until %i', (text, from, until) => {
  expect(readTimeOfDay(text)).toEqual({ from, until });
});

test.each(['', '9am', 'noon-ish', '25:00', '09:60-10:00', '09:00-09:00', '24:00', '09:00-24:01', '9-12'])(
  '"%s" is refused',
  (text) => {
    expect(() => readTimeOfDay(text)).toThrow('preferred_times: ');
  },
);

test.each([
  [600, ['09:00-12:00'], 0],
  [720, ['09:00-12:00'], 1],
  [480, ['09:00-12:00'], 60],
  [60, ['22:00-02:00'], 0],
  [120, ['22:00-02:00'], 1],
  [1380, ['09:00-12:00', 'evening'], 61],
  [30, ['23:00-24:00'], 31],
  [5, ['00:00-24:00'], 0],
  [600, ['10:00'], 0],
  [601, ['10:00'], 1],
  [0, [], 0],
])('minute %i is, of %j, outside by %i', (minute, spans, outside) => {
  expect(minutesOutside(minute, spans.map(readTimeOfDay))).toBe(outside);
});
