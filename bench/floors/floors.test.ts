import { describe, expect, test } from 'vitest';
import { bookedEveryMinutes, changeDate, isoDate, scenario } from '../scenario.ts';
import { askEngine, engineSlots } from '../subjects/engine.ts';
import { inMinutes, integerSlots } from './integer-slots.ts';
import { stockDateSlots } from './stock-date-slots.ts';

const years = [2026, 2027, 2028, 2029, 2030, 2034];
const sizes = [
  { days: 30, bookings: 0 },
  { days: 30, bookings: 50 },
  { days: 30, bookings: 500, inARow: 10 },
  { days: 90, bookings: 150 },
];

describe('a floor is the work of the engine, done more simply', () => {
  test.each(years)('stock Date strings in %i', (year) => {
    for (const size of sizes) {
      const asked = scenario(year, size);
      expect(stockDateSlots(asked)).toBe(engineSlots(askEngine(asked)));
    }
  });

  test.each(years)('integers in %i', (year) => {
    for (const size of sizes) {
      const asked = scenario(year, size);
      const work = inMinutes(asked);
      const count = integerSlots(work);
      const starts = JSON.parse(engineSlots(askEngine(asked))).map(({ start_time }: { start_time: string }) =>
        Date.parse(start_time),
      );
      expect([...work.found.subarray(0, count)].map((minute) => minute * 60_000)).toEqual(starts);
    }
  });
});

test('the change of the clock lies inside, and bookings take some slots but not all', () => {
  expect([2026, 2027, 2028, 2029].map((year) => isoDate(year, changeDate(year)))).toEqual([
    '2026-03-08',
    '2027-03-14',
    '2028-03-12',
    '2029-03-11',
  ]);
  const free = sizes.slice(0, 3).map((size) => JSON.parse(stockDateSlots(scenario(2027, size))).length);
  expect(free[0]).toBeGreaterThan(free[1] as number);
  expect(free[1]).toBeGreaterThan(free[2] as number);
  expect(free[2]).toBeGreaterThan(0);
  expect(bookedEveryMinutes(30, 50)).toBe(864);
});
