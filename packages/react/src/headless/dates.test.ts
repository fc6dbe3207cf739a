import { describe, expect, it } from 'vitest';
import { addDays, addMonths, datesOf, datesSpanOf, dayOfWeek, monthOf, weeksOf } from './dates.ts';

describe('months', () => {
  it.each([
    ['2026-06', 1, '2026-07'],
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-05', 19, '2027-12'],
    ['2026-05', -5, '2025-12'],
    ['2026-05', 0, '2026-05'],
  ])('%s and %i months is %s', (month, count, other) => {
    expect(addMonths(month, count)).toBe(other);
  });

  it.each([
    ['2026-01', '2026-01-31'],
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2100-02', '2100-02-28'],
    ['2026-04', '2026-04-30'],
    ['2026-12', '2026-12-31'],
  ])('%s ends with %s', (month, last) => {
    expect(datesSpanOf(month)).toEqual({ start: `${month}-01`, end: last });
  });

  it('have every date once, the 31st included', () => {
    const dates = datesOf('2026-07');
    expect(dates.map((date) => Number(date.slice(8)))).toEqual(Array.from({ length: 31 }, (_, i) => i + 1));
    expect(new Set(dates.map(monthOf))).toEqual(new Set(['2026-07']));
  });

  it.each(['2026-13', '2026-00', '2026-6', '2026', '2026-06-01', ''])('%j is none', (text) => {
    expect(() => addMonths(text, 1)).toThrow(RangeError);
  });
});

describe('dates', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    // Clocks change on these in much of Europe and the Americas; a date has no clock.
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-11-01', 1, '2026-11-02'],
  ])('%s and %i days is %s', (date, count, other) => {
    expect(addDays(date, count)).toBe(other);
  });

  it('know their day of the week', () => {
    expect(dayOfWeek('2026-06-14')).toBe(0);
    expect(dayOfWeek('2026-06-15')).toBe(1);
    expect(dayOfWeek('2028-02-29')).toBe(2);
  });
});

describe('weeks of a month', () => {
  it.each([0, 1, 6])(
    'begin on the day %i, are whole and without a gap, and hold the whole month',
    (first) => {
      for (const month of ['2026-02', '2026-05', '2026-08', '2026-11', '2028-02']) {
        const weeks = weeksOf(month, first);
        const days = weeks.flat();
        expect(weeks.every((week) => week.length === 7 && dayOfWeek(week[0] ?? '') === first)).toBe(true);
        expect(days.slice(1)).toEqual(days.slice(0, -1).map((date) => addDays(date, 1)));
        expect(days.filter((date) => monthOf(date) === month)).toEqual(datesOf(month));
        // No week is of other months alone.
        expect(weeks.every((week) => week.some((date) => monthOf(date) === month))).toBe(true);
      }
    },
  );

  it('are four where a February fits exactly, and six where a month needs them', () => {
    expect(weeksOf('2026-02', 0)).toHaveLength(4); // begins on a Sunday and has 28 days
    expect(weeksOf('2026-08', 0)).toHaveLength(6); // begins on a Saturday and has 31
  });
});
