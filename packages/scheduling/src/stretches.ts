import { type DayWindow, type Hours, windowsOn } from './hours.ts';
import type { EpochDay, Instant, Interval } from './time.ts';
import { dayMs } from './time.ts';
import { periodAt, periodEnd, periodOffsetMs, type Zone } from './zone.ts';

/** Instants of one window of one date that share one offset: starts on it are evenly spaced. */
export interface Stretch extends Interval {
  /** Where the window starts by this offset: the grid counts from here, even when a change cuts it off. */
  readonly gridOrigin: Instant;
  /** How far a slot that starts in the stretch may reach: the window, followed across changes. */
  readonly reach: Instant;
}

/**
 * The opening hours within a range, ascending. A window is the set of the instants at which the local clock
 * reads its date and a time in it; every set is cut where the clock changes and where the range ends.
 */
export function findStretches(hours: Hours, range: Interval): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const { zone } = hours;
  let from = range.start;
  for (let period = periodAt(zone, from); from < range.end; period++) {
    const until = Math.min(range.end, periodEnd(zone, period));
    const offset = periodOffsetMs(zone, period);
    const lastDate = Math.floor((until - 1 + offset) / dayMs);
    for (let date = Math.floor((from + offset) / dayMs); date <= lastDate; date++) {
      for (const window of windowsOn(hours, date)) {
        const gridOrigin = date * dayMs + window.startMs - offset;
        const start = Math.max(from, gridOrigin);
        const end = Math.min(until, date * dayMs + window.endMs - offset);
        if (start >= end) continue;
        stretches.push({ start, end, gridOrigin, reach: reachOf(zone, period, date, window) });
      }
    }
    from = until;
  }
  return stretches;
}

/** The end of the unbroken run of a window's instants that begins, or goes on, in a period. */
function reachOf(zone: Zone, firstPeriod: number, date: EpochDay, window: DayWindow): Instant {
  const localStart = date * dayMs + window.startMs;
  const localEnd = date * dayMs + window.endMs;
  let period = firstPeriod;
  let reach = localEnd - periodOffsetMs(zone, period);
  for (;;) {
    const change = periodEnd(zone, period);
    if (reach < change) return reach;
    period++;
    const offset = periodOffsetMs(zone, period);
    if (localStart - offset > change || localEnd - offset <= change) return change;
    reach = localEnd - offset;
  }
}
