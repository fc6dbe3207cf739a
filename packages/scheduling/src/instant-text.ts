import { formatDate, parseDate } from './date-text.ts';
import { formatLocalTime } from './local-time-text.ts';
import type { EpochDay, Instant } from './time.ts';
import { dayMs, minuteMs, secondMs } from './time.ts';

const pattern =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:[Zz]|([+-])([01]\d|2[0-3]):?([0-5]\d))$/;
const firstInstant = (parseDate('0000-01-01') as EpochDay) * dayMs;
const lastInstant = (parseDate('9999-12-31') as EpochDay) * dayMs + dayMs - 1;

/** The second of the day as `THH:MM:SSZ`, for every full minute: what nearly every slot starts and ends on. */
const timeTexts: readonly string[] = Array.from({ length: 1440 }, (_, minute) => timeText(minute * 60));

/**
 * Reads an RFC 3339 date-time: offset or `Z` required, seconds and fraction optional. Digits after the
 * millisecond are cut off. Null for every other shape, for dates that do not exist, for `24:00` and for leap
 * seconds, and when the instant falls out of the years 0000 to 9999 in UTC.
 */
export function parseInstant(text: string): Instant | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [
    ,
    dateText = '',
    hour,
    minute,
    second = '0',
    fraction = '',
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match;
  const date = parseDate(dateText);
  if (date === null) return null;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const local = date * dayMs + (Number(hour) * 60 + Number(minute)) * minuteMs + Number(second) * secondMs;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * minuteMs;
  const instant = local + milliseconds + (sign === '-' ? offset : -offset);
  return instant >= firstInstant && instant <= lastInstant ? instant : null;
}

/** `2026-06-15T14:00:00Z`; milliseconds are cut off. Throws a RangeError outside the years 0000 to 9999. */
export function formatInstant(instant: Instant): string {
  const date = Math.floor(instant / dayMs);
  return formatDate(date) + timeTextOf(instant - date * dayMs);
}

/** `THH:MM:SSZ` of a millisecond of the UTC day. */
export function timeTextOf(msOfDay: number): string {
  const minute = Math.floor(msOfDay / minuteMs);
  if (minute * minuteMs === msOfDay) return timeTexts[minute] as string;
  return timeText(Math.floor(msOfDay / secondMs));
}

function timeText(secondOfDay: number): string {
  return `T${formatLocalTime(secondOfDay)}Z`;
}
