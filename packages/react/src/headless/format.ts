import type { LocalDate, Month } from './dates.ts';
import { formatterOf } from './formatters.ts';
import type { Starting } from './slots.ts';

/** A start: a slot, a booking, or the instant itself as ISO 8601. */
export type Start = Starting | string;

const instantOf = (start: Start) => new Date(typeof start === 'string' ? start : start.start_time);

/**
 * The time on the visitor's clock at which a slot starts, with 12 or 24 hours as the locale has it: `2:30 PM`, `14:30`.
 * Without a locale it is the one of the machine. `hour12` decides it for people who said which they want.
 */
export function formatTime(
  start: Start,
  locale: string | undefined,
  timezone: string,
  { hour12 }: { readonly hour12?: boolean | undefined } = {},
): string {
  // Not `hour12: false`, which calls midnight 24:00 in some locales.
  const hours = hour12 === undefined ? {} : ({ hourCycle: hour12 ? 'h12' : 'h23' } as const);
  return formatterOf(locale, { timeStyle: 'short', timeZone: timezone, ...hours }).format(instantOf(start));
}

/** Date and time of a start in words, with the name of the zone: `Monday, June 15, 2026 at 10:00 AM EDT`. */
export function formatStart(start: Start, locale: string | undefined, timezone: string): string {
  const day = { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' } as const;
  const time = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  return formatterOf(locale, { ...day, ...time, timeZone: timezone }).format(instantOf(start));
}

// A date has no zone: it is written as its midnight in UTC, and read there.
const formatAtMidnight = (
  locale: string | undefined,
  date: LocalDate,
  options: Intl.DateTimeFormatOptions,
): string => formatterOf(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** A date in words: `Monday, June 15`. */
export const formatDate = (date: LocalDate, locale: string | undefined): string =>
  formatAtMidnight(locale, date, { weekday: 'long', month: 'long', day: 'numeric' });

/** A month in words: `June 2026`. */
export const formatMonth = (month: Month, locale: string | undefined): string =>
  formatAtMidnight(locale, `${month}-01`, { month: 'long', year: 'numeric' });

/** The seven days of the week from `firstDay` (0 is Sunday) on, short for a column and long for a screen reader. */
export function weekdayNames(
  locale: string | undefined,
  firstDay: number,
): readonly { readonly short: string; readonly long: string }[] {
  return Array.from({ length: 7 }, (_, i) => {
    // 4 January 1970 was a Sunday.
    const date = `1970-01-${String(4 + ((firstDay + i) % 7)).padStart(2, '0')}`;
    return {
      short: formatAtMidnight(locale, date, { weekday: 'short' }),
      long: formatAtMidnight(locale, date, { weekday: 'long' }),
    };
  });
}
