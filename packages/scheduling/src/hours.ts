import type { EpochDay } from './time.ts';
import { secondMs } from './time.ts';
import type { Zone } from './zone.ts';

/** Part of a local day, in seconds of its wall clock, 0 to 86400. */
export interface LocalWindow {
  readonly startSecond: number;
  readonly endSecond: number;
}

export interface WeeklyRule extends LocalWindow {
  /** 0 Sunday to 6 Saturday. */
  readonly dayOfWeek: number;
}

export interface DateOverride {
  readonly date: EpochDay;
  /** What holds on that date instead of the weekly rules; none: closed. */
  readonly windows: readonly LocalWindow[];
}

export interface HoursInput {
  readonly zone: Zone;
  readonly rules: readonly WeeklyRule[];
  readonly overrides: readonly DateOverride[];
}

/** A window in milliseconds of the local day. */
export interface DayWindow {
  readonly startMs: number;
  readonly endMs: number;
}

/** Weekly hours and overrides, ready for use. Made by `compileHours`. */
export interface Hours {
  readonly zone: Zone;
  /** By day of the week; the windows of a day ascend and do not overlap. */
  readonly week: readonly (readonly DayWindow[])[];
  readonly overrides: ReadonlyMap<EpochDay, readonly DayWindow[]>;
}

/**
 * Overlapping windows of a day merge; touching ones stay apart, for the grid starts again at the second's
 * start (docs/availability.md). An override replaces its date's windows; of two for one date the last holds.
 */
export function compileHours({ zone, rules, overrides }: HoursInput): Hours {
  const week: DayWindow[][] = [[], [], [], [], [], [], []];
  for (const rule of rules) week[rule.dayOfWeek]?.push(dayWindow(rule));
  return {
    zone,
    week: week.map(mergeOverlapping),
    overrides: new Map(
      overrides.map(({ date, windows }) => [date, mergeOverlapping(windows.map(dayWindow))]),
    ),
  };
}

/** The windows of a date, ascending. */
export function windowsOn(hours: Hours, date: EpochDay): readonly DayWindow[] {
  return hours.overrides.get(date) ?? (hours.week[dayOfWeek(date)] as readonly DayWindow[]);
}

function dayOfWeek(date: EpochDay): number {
  return (((date + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

function dayWindow({ startSecond, endSecond }: LocalWindow): DayWindow {
  return { startMs: startSecond * secondMs, endMs: endSecond * secondMs };
}

function mergeOverlapping(windows: readonly DayWindow[]): readonly DayWindow[] {
  if (windows.length < 2) return windows;
  const merged: DayWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last && window.startMs < last.endMs) {
      merged[merged.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, window.endMs) };
    } else merged.push(window);
  }
  return merged;
}
