import { formatDate } from './date-text.ts';
import { timeTextOf } from './instant-text.ts';
import type { Slot } from './question.ts';
import { dayMs, type EpochDay, type Instant } from './time.ts';

/**
 * The slots as the wire shows them (docs/availability.md): a JSON array of `start_time` and `end_time`, with
 * `spots` also `spots_remaining` and `total_capacity`. Nothing in it needs escaping.
 */
export function slotsJson(slots: readonly Slot[], { spots }: { readonly spots: boolean }): string {
  const format = instantFormatter();
  let json = '';
  for (const slot of slots) {
    json += `${json === '' ? '' : ','}{"start_time":"${format(slot.start)}","end_time":"${format(slot.end)}"`;
    json += spots ? `,"spots_remaining":${slot.spotsRemaining},"total_capacity":${slot.totalCapacity}}` : '}';
  }
  return `[${json}]`;
}

/** Like `formatInstant`, remembering the date it wrote last. */
function instantFormatter(): (instant: Instant) => string {
  let lastDate: EpochDay = Number.NaN;
  let dateText = '';
  return (instant) => {
    const date = Math.floor(instant / dayMs);
    if (date !== lastDate) {
      dateText = formatDate(date);
      lastDate = date;
    }
    return dateText + timeTextOf(instant - date * dayMs);
  };
}
