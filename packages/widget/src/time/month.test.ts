import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, lastDay, sameDayIn, weekdayOf, weeksOf } from './month.ts';

const month = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);

describe('the weeks of a month', () => {
  it('hold each of its days once, in order, each under its weekday', () => {
    fc.assert(
      fc.property(month, fc.integer({ min: 0, max: 6 }), (one, first) => {
        const weeks = weeksOf(one, first);
        const count = new Date(Date.UTC(Number(one.slice(0, 4)), Number(one.slice(5)), 0)).getUTCDate();
        const days = Array.from({ length: count }, (_, day) => `${one}-${String(day + 1).padStart(2, '0')}`);
        expect(weeks.flat().filter((date) => date !== null)).toEqual(days);
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          expect(week.some((date) => date !== null)).toBe(true);
          week.forEach((date, at) => {
            if (date !== null) expect(weekdayOf(date)).toBe((first + at) % 7);
          });
        }
      }),
    );
  });

  it('show the 31st, also where it stands alone in its week', () => {
    expect(weeksOf('2026-08', 1).at(-1)).toEqual(['2026-08-31', null, null, null, null, null, null]);
  });
});

describe('months and days', () => {
  it.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-05', 24, '2028-05'],
  ])('%s and %i months are %s', (from, by, to) => expect(addMonths(from, by)).toBe(to));

  it('keep the day of the month, or take the last one', () => {
    expect(sameDayIn('2028-02', '2028-01-31')).toBe('2028-02-29');
    expect(sameDayIn('2026-04', '2026-03-15')).toBe('2026-04-15');
  });

  it('know leap days and the turn of the year', () => {
    expect(lastDay('2027-02')).toBe('2027-02-28');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });
});
