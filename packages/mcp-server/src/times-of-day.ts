import { ToolProblem } from './problem.ts';
import { repeated } from './safe-text.ts';

/** Wall-clock minutes `[from, until)`; a span may go past midnight. */
export interface TimeOfDay {
  readonly from: number;
  readonly until: number;
}

const named: Readonly<Record<string, TimeOfDay>> = {
  morning: { from: 5 * 60, until: 12 * 60 },
  afternoon: { from: 12 * 60, until: 17 * 60 },
  evening: { from: 17 * 60, until: 22 * 60 },
};
const dayMinutes = 1440;
const span = /^(\d{1,2}):(\d{2})\s*(?:-|–|to)\s*(\d{1,2}):(\d{2})$/;
const moment = /^(\d{1,2}):(\d{2})$/;

/** Reads `morning`, `09:00-12:00` or `10:00` (that very start). Throws a Problem for everything else. */
export function readTimeOfDay(text: string): TimeOfDay {
  const word = named[text.trim().toLowerCase()];
  if (word) return word;
  const start = moment.exec(text.trim());
  const from = minute(start?.[1], start?.[2]);
  if (from !== null && from < dayMinutes) return { from, until: from + 1 };
  const parts = span.exec(text.trim());
  const [begin, end] = [minute(parts?.[1], parts?.[2]), minute(parts?.[3], parts?.[4])];
  if (begin !== null && end !== null && begin !== end && begin < dayMinutes)
    return { from: begin, until: end };
  throw new ToolProblem(
    `preferred_times: ${repeated(text)} is no time of day. Give "morning", "afternoon", "evening", a span such as "09:00-12:00", or a start such as "10:00", on a 24-hour clock in the person's time zone.`,
  );
}

/** How far a wall-clock minute is from the nearest of the spans, around the clock; 0 within one, or where there is none. */
export function minutesOutside(minuteOfDay: number, spans: readonly TimeOfDay[]): number {
  if (spans.length === 0) return 0;
  return Math.min(...spans.map((each) => minutesFrom(minuteOfDay, each)));
}

function minutesFrom(minuteOfDay: number, { from, until }: TimeOfDay): number {
  const length = around(until - from) || dayMinutes;
  const since = around(minuteOfDay - from);
  if (since < length) return 0;
  return Math.min(since - length + 1, dayMinutes - since);
}

/** Minutes on a clock that goes round. */
const around = (minutes: number): number => ((minutes % dayMinutes) + dayMinutes) % dayMinutes;

function minute(hours: string | undefined, minutes: string | undefined): number | null {
  if (hours === undefined || minutes === undefined) return null;
  const value = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && value <= dayMinutes ? value : null;
}
