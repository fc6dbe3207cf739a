import type { LocalDate } from './dates.ts';
import { formatterOf } from './formatters.ts';

/** Whether this machine knows the zone. Its zones may be older than those of the API. */
export function isKnownTimezone(timezone: string): boolean {
  try {
    return Boolean(formatterOf(undefined, { timeZone: timezone }));
  } catch {
    return false;
  }
}

/**
 * The date on the wall where a clock shows `timezone` at this instant, which is an ISO 8601 text or epoch
 * milliseconds. Throws a RangeError for a zone that this machine does not know.
 */
export function dateIn(timezone: string, instant: string | number): LocalDate {
  const formatter = formatterOf('en-US-u-ca-gregory-nu-latn', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatter.formatToParts(new Date(instant))) parts[type] = value;
  return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}`;
}
