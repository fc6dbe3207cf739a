import type { EpochDay } from './time.ts';
import { twoDigits } from './two-digits.ts';

const daysPerEra = 146_097; // 400 years of the Gregorian calendar
const eraStartToEpoch = 719_468; // 0000-03-01 to 1970-01-01, in days

/** A date of the Gregorian calendar; the month counts from 1. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Reads `YYYY-MM-DD`; null for any other shape and for dates that do not exist, such as 2026-02-30. */
export function parseDate(text: string): EpochDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  return dateOf({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}

/** `YYYY-MM-DD`. Throws a RangeError outside the years 0000 to 9999. */
export function formatDate(date: EpochDay): string {
  const { year, month, day } = calendarDateOf(date);
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`The date ${date} has no four-digit year`);
  const century = Math.floor(year / 100);
  return `${twoDigits(century)}${twoDigits(year - century * 100)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The day number of a calendar date; null when the calendar has no such date. */
export function dateOf({ year, month, day }: CalendarDate): EpochDay | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  // Years that begin on 1 March put the leap day last: months then have a regular length.
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - eraStartToEpoch;
}

/** The calendar date of a day number. */
export function calendarDateOf(date: EpochDay): CalendarDate {
  const shifted = date + eraStartToEpoch;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / (daysPerEra - 1));
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
