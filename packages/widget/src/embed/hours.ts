import type { HoursWindow, WeeklyWindow } from './wire.ts';

/** A window as it is typed. */
export interface TypedWindow {
  readonly from: string;
  readonly to: string;
}

/** The windows of each day of the week, by 0 for Sunday. */
export type TypedWeek = readonly (readonly TypedWindow[])[];

/** What a day that is opened begins with. */
export const usualWindow: TypedWindow = { from: '09:00', to: '17:00' };

/** `09:00:00` as `09:00`. */
const shortTime = (time: string): string => time.slice(0, 5);

export const typedWindow = ({ start_time, end_time }: HoursWindow): TypedWindow => ({
  from: shortTime(start_time),
  to: shortTime(end_time),
});

export const typedWeek = (rules: readonly WeeklyWindow[]): TypedWeek =>
  Array.from({ length: 7 }, (_, day) =>
    rules.filter(({ day_of_week }) => day_of_week === day).map(typedWindow),
  );

/** Monday to Friday. */
export const usualWeek: TypedWeek = Array.from({ length: 7 }, (_, day) =>
  day === 0 || day === 6 ? [] : [usualWindow],
);

/** `9`, `9:5`, `09:05` or `24:00` as minutes of the day; null for what is no time. */
export function minutesOf(text: string): number | null {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})(?:[:.](\d{1,2}))?\s*$/.exec(text) ?? [];
  const all = Number(hours) * 60 + Number(minutes);
  return hours === undefined || Number(minutes) > 59 || all > 1440 ? null : all;
}

const timeText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** A window as the API takes it; null where it is none: no time, or one that ends before it begins. */
export function wireWindow({ from, to }: TypedWindow): HoursWindow | null {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  if (start === null || end === null || start >= end) return null;
  return { start_time: timeText(start), end_time: timeText(end) };
}

/** A week as the API takes it; null where one of its windows is none. */
export function wireWeek(week: TypedWeek): WeeklyWindow[] | null {
  const rules = week.flatMap((windows, day_of_week) =>
    windows.map((each) => {
      const window = wireWindow(each);
      return window && { day_of_week, ...window };
    }),
  );
  return rules.every((rule) => rule !== null) ? (rules as WeeklyWindow[]) : null;
}
