import { type LocalDate, type Month, monthOf, weeksOf } from '../headless/dates.ts';

/** A date as a calendar shows it. */
export interface CalendarDay {
  readonly date: LocalDate;
  /** 1 to 31. */
  readonly day: number;
  /** False for the dates of other months that fill the first and the last week. */
  readonly isInMonth: boolean;
  readonly isToday: boolean;
  /** Whether a slot starts on it. */
  readonly isBookable: boolean;
}

/** The weeks of a month with what is bookable on them; `firstDay` 0 is Sunday. */
export const calendarOf = (
  month: Month,
  firstDay: number,
  slotsByDate: ReadonlyMap<LocalDate, unknown>,
  today: LocalDate | undefined,
): readonly (readonly CalendarDay[])[] =>
  weeksOf(month, firstDay).map((week) =>
    week.map((date) => ({
      date,
      day: Number(date.slice(8)),
      isInMonth: monthOf(date) === month,
      isToday: date === today,
      isBookable: monthOf(date) === month && slotsByDate.has(date),
    })),
  );
