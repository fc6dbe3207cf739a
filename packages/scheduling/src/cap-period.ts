import { calendarDateOf, dateOf } from './date-text.ts';
import { dateAt, startOfDate } from './local-clock.ts';
import type { EpochDay, Instant } from './time.ts';
import type { Zone } from './zone.ts';

export interface CapPeriodQuestion {
  readonly period: 'daily' | 'weekly' | 'monthly' | 'total';
  readonly zone: Zone;
  readonly now: Instant;
  /** When the cap was set: the start of `total`. */
  readonly setAt: Instant;
}

/**
 * The period that a cap counts at an instant, half-open: the local day, the ISO week (from Monday) or the
 * month in the zone; `total` runs from `setAt` without an end. (docs/event-types.md.)
 */
export function capPeriod({ period, zone, now, setAt }: CapPeriodQuestion): {
  readonly start: Instant;
  readonly end: Instant | null;
} {
  if (period === 'total') return { start: setAt, end: null };
  const [first, next] = periodDates(period, dateAt(zone, now));
  return { start: startOfDate(zone, first), end: startOfDate(zone, next) };
}

/** The first date of a period and that of the next. */
function periodDates(period: 'daily' | 'weekly' | 'monthly', today: EpochDay): [EpochDay, EpochDay] {
  switch (period) {
    case 'daily':
      return [today, today + 1];
    case 'weekly': {
      const monday = today - ((((today + 3) % 7) + 7) % 7);
      return [monday, monday + 7];
    }
    case 'monthly': {
      const { year, month } = calendarDateOf(today);
      return [
        firstOfMonth(year, month),
        month === 12 ? firstOfMonth(year + 1, 1) : firstOfMonth(year, month + 1),
      ];
    }
  }
}

function firstOfMonth(year: number, month: number): EpochDay {
  return dateOf({ year, month, day: 1 }) as EpochDay;
}
