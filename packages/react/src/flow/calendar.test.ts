import { expect, it } from 'vitest';
import { calendarOf } from './calendar.ts';

it('a calendar tells which dates of its own month can be booked, and which one is today', () => {
  const slots = new Map(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map((date) => [date, []]));
  const weeks = calendarOf('2026-06', 0, slots, '2026-06-15');
  const days = weeks.flat();
  expect(weeks[0]?.[0]).toEqual({
    date: '2026-05-31',
    day: 31,
    isInMonth: false,
    isToday: false,
    isBookable: false,
  });
  expect(days.filter(({ isBookable }) => isBookable).map(({ date }) => date)).toEqual([
    '2026-06-01',
    '2026-06-30',
  ]);
  expect(days.filter(({ isToday }) => isToday).map(({ day }) => day)).toEqual([15]);
  expect(days.filter(({ isInMonth }) => isInMonth)).toHaveLength(30);
});
