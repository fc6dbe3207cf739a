import type { EpochDay, Instant } from './time.ts';
import { dayMs, secondMs } from './time.ts';
import { periodAt, periodEnd, periodOffsetMs, type Zone } from './zone.ts';

/** No zone's clock is farther from UTC than this. */
const farthestOffsetMs = dayMs;

/** Seconds to add to UTC to read the local clock at an instant. Before the table begins: its first offset. */
export function offsetSecondsAt(zone: Zone, instant: Instant): number {
  return periodOffsetMs(zone, periodAt(zone, instant)) / secondMs;
}

/** The local date at an instant. */
export function dateAt(zone: Zone, instant: Instant): EpochDay {
  return Math.floor((instant + periodOffsetMs(zone, periodAt(zone, instant))) / dayMs);
}

/**
 * The instants at which the local clock shows a time, ascending: one on ordinary days, none for a time that
 * a change skips, two for a time that a change repeats.
 * @param localMs the wall clock read as if it were UTC, in milliseconds
 */
export function instantsOfLocal(zone: Zone, localMs: number): readonly Instant[] {
  const found: Instant[] = [];
  const last = periodAt(zone, localMs + farthestOffsetMs);
  for (let period = periodAt(zone, localMs - farthestOffsetMs); period <= last; period++) {
    const instant = localMs - periodOffsetMs(zone, period);
    if (isWithin(zone, period, instant)) found.push(instant);
  }
  return found;
}

/** The first instant whose local clock is at or past 00:00 of a date. */
export function startOfDate(zone: Zone, date: EpochDay): Instant {
  const midnight = date * dayMs;
  let period = periodAt(zone, midnight - farthestOffsetMs);
  while (periodEnd(zone, period) + periodOffsetMs(zone, period) <= midnight) period++;
  return Math.max(zone.periodStarts[period] as number, midnight - periodOffsetMs(zone, period));
}

function isWithin(zone: Zone, period: number, instant: Instant): boolean {
  return instant >= (zone.periodStarts[period] as number) && instant < periodEnd(zone, period);
}
