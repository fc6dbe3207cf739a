import type { Zone } from '@astrocal/scheduling';
import { localClock, localDate, offsetText, sayDay } from './local-time.ts';
import type { PresentedSlot } from './present.ts';

/** A model reads every slot: more than this are cut at the end of a day. */
const enough = 200;

/** The first days whose slots are shown, and the date to ask from for the others; null where all are shown. */
export function cutSlots(
  slots: readonly PresentedSlot[],
  zone: Zone,
): { readonly shown: readonly PresentedSlot[]; readonly nextDate: string | null } {
  const shown: PresentedSlot[] = [];
  for (const [date, ofDay] of byDate(slots, zone)) {
    if (shown.length > 0 && shown.length + ofDay.length > enough) return { shown, nextDate: date };
    shown.push(...ofDay);
  }
  return { shown, nextDate: null };
}

function byDate(slots: readonly PresentedSlot[], zone: Zone): Map<string, PresentedSlot[]> {
  const days = new Map<string, PresentedSlot[]>();
  for (const slot of slots) {
    const date = localDate(zone, Date.parse(slot.start));
    days.set(date, [...(days.get(date) ?? []), slot]);
  }
  return days;
}

/** One line for each day and offset: `2026-06-15 (Monday, June 15, UTC-04:00): 09:00 09:30`. */
export function saySlots(slots: readonly PresentedSlot[], zone: Zone): string {
  const lines = new Map<string, string[]>();
  for (const slot of slots) {
    const start = Date.parse(slot.start);
    const day = `${localDate(zone, start)} (${sayDay(zone, start)}, UTC${offsetText(zone, start)})`;
    const left =
      slot.spots_remaining === undefined
        ? ''
        : ` (${slot.spots_remaining} of ${slot.total_capacity} spots left)`;
    const times = lines.get(day) ?? [];
    times.push(localClock(zone, start) + left);
    lines.set(day, times);
  }
  return [...lines]
    .map(([day, times]) => `${day}: ${times.join(times[0]?.includes('(') ? ', ' : ' ')}`)
    .join('\n');
}
