/** A calendar date, `YYYY-MM-DD`, of no zone. */
export type LocalDate = string;

/** A month of the Gregorian calendar, `YYYY-MM`. */
export type Month = string;

const dayMs = 24 * 60 * 60_000;

/** The month in which a date lies. */
export const monthOf = (date: LocalDate): Month => date.slice(0, 7);

/** The month `count` months after `month`; before it, where `count` is negative. Throws a RangeError for what is no month. */
export function addMonths(month: Month, count: number): Month {
  const { year, index } = parseMonth(month);
  return formatDate(Date.UTC(year, index + count, 1)).slice(0, 7);
}

/** The date `count` days after `date`; before it, where `count` is negative. */
export const addDays = (date: LocalDate, count: number): LocalDate =>
  formatDate(Date.parse(`${date}T00:00:00Z`) + count * dayMs);

/** The first and the last date of a month: 28 to 31 days, both included. */
export function datesSpanOf(month: Month): { readonly start: LocalDate; readonly end: LocalDate } {
  const { year, index } = parseMonth(month);
  // The day 0 of the next month is the last one of this.
  return { start: `${month}-01`, end: formatDate(Date.UTC(year, index + 1, 0)) };
}

/** Every date of a month, in order. */
export function datesOf(month: Month): readonly LocalDate[] {
  const { start, end } = datesSpanOf(month);
  const count = Number(end.slice(8));
  return Array.from({ length: count }, (_, i) => addDays(start, i));
}

/** The day of the week of a date: 0 is Sunday, 6 is Saturday, as everywhere in the API. */
export const dayOfWeek = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/**
 * The weeks that show a month, each with seven dates from `firstDay` (0 is Sunday) on. The first and the last week
 * are filled with dates of the months beside it.
 */
export function weeksOf(month: Month, firstDay: number): readonly (readonly LocalDate[])[] {
  const { start, end } = datesSpanOf(month);
  const weeks: LocalDate[][] = [];
  for (let day = addDays(start, -((dayOfWeek(start) - firstDay + 7) % 7)); day <= end; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(day, i)));
  return weeks;
}

function parseMonth(month: Month): { readonly year: number; readonly index: number } {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new RangeError(`A month is "YYYY-MM", not "${month}".`);
  return { year: Number(month.slice(0, 4)), index: Number(month.slice(5)) - 1 };
}

const formatDate = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10);
