import type { Zone } from '@astrocal/scheduling';
import type { Slot } from '@astrocal/sdk';
import { minuteOfDay } from './local-time.ts';
import { minutesOutside, type TimeOfDay } from './times-of-day.ts';

/** What a slot must be like. */
export interface TimeWish {
  /** In which the times of day are meant. */
  readonly zone: Zone;
  /** Any time where the list is empty. */
  readonly timesOfDay: readonly TimeOfDay[];
  /** The spots that are needed. */
  readonly partySize: number;
}

/** The slots that fit, in the order in which they came, and those that would at another time of day, the nearest first. */
export function findFittingSlots(
  slots: readonly Slot[],
  { zone, timesOfDay, partySize }: TimeWish,
): { readonly fitting: readonly Slot[]; readonly others: readonly Slot[] } {
  const judged = slots
    .filter(({ spots_remaining = 1 }) => spots_remaining >= partySize)
    .map((slot) => ({
      slot,
      outside: minutesOutside(minuteOfDay(zone, Date.parse(slot.start_time)), timesOfDay),
    }));
  const others = judged.filter(({ outside }) => outside > 0).sort((a, b) => a.outside - b.outside);
  return {
    fitting: judged.filter(({ outside }) => outside === 0).map(({ slot }) => slot),
    others: others.map(({ slot }) => slot),
  };
}
