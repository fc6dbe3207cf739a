import { bufferMinutes, changeDate, type Scenario, slotMinutes } from '../scenario.ts';

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** A scenario in whole minutes since 1970. */
export interface IntegerScenario {
  readonly firstDay: number;
  readonly days: number;
  readonly change: number;
  readonly bookedStarts: Int32Array;
  /** Where the starts of free slots are written. */
  readonly found: Int32Array;
}

export const inMinutes = ({ year, days, bookedStarts }: Scenario): IntegerScenario => ({
  firstDay: Date.UTC(year, 2, 1) / minuteMs,
  days,
  change: changeDate(year),
  bookedStarts: Int32Array.from(bookedStarts, (start) => start / minuteMs),
  found: new Int32Array(days * 16),
});

/** The floor below the floor: the same slots as numbers in a typed array, without a date or a text. Returns how many. */
export function integerSlots({ firstDay, days, change, bookedStarts, found }: IntegerScenario): number {
  let count = 0;
  let booking = 0;
  for (let date = 1; date <= days; date++) {
    const midnight = firstDay + (date - 1) * dayMinutes;
    const weekday = (midnight / dayMinutes + 4) % 7; // 1 January 1970 was a Thursday
    if (weekday === 0 || weekday === 6) continue;
    const opens = midnight + (date < change ? 14 : 13) * 60;
    for (let start = opens; start < opens + 8 * 60; start += 30) {
      const from = start - bufferMinutes;
      const until = start + slotMinutes + bufferMinutes;
      while ((bookedStarts[booking] as number) + slotMinutes + bufferMinutes <= from) booking++;
      if ((bookedStarts[booking] as number) - bufferMinutes < until) continue;
      found[count++] = start;
    }
  }
  return count;
}
