/** Calendar arithmetic on dates (`YYYY-MM-DD`) and months (`YYYY-MM`): no zone, no clock. */

export type MonthKey = string;

const dayMs = 86_400_000;
const instantOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

export const monthOf = (date: string): MonthKey => date.slice(0, 7);

export const addDays = (date: string, days: number): string => dateOf(instantOf(date) + days * dayMs);

export function addMonths(month: MonthKey, months: number): MonthKey {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthOf(dateOf(Date.UTC(year, number - 1 + months, 1)));
}

/** The same day of another month, or that month's last day. */
export function sameDayIn(month: MonthKey, date: string): string {
  const wanted = `${month}-${date.slice(8)}`;
  const last = lastDay(month);
  return wanted < last ? wanted : last;
}

export const firstDay = (month: MonthKey): string => `${month}-01`;
export const lastDay = (month: MonthKey): string => addDays(firstDay(addMonths(month, 1)), -1);

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (date: string): number => new Date(instantOf(date)).getUTCDay();

/** The weeks of a month as rows of seven, with null for the days of its neighbours. */
export function weeksOf(month: MonthKey, firstWeekday: number): readonly (readonly (string | null)[])[] {
  const first = firstDay(month);
  const blanks = (weekdayOf(first) - firstWeekday + 7) % 7;
  const count = Number(lastDay(month).slice(8));
  const cells = Array.from({ length: Math.ceil((blanks + count) / 7) * 7 }, (_, index) =>
    index < blanks || index >= blanks + count ? null : addDays(first, index - blanks),
  );
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}
