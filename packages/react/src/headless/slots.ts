import type { LocalDate } from './dates.ts';
import { dateIn } from './local-date.ts';

/** What is needed of a slot to place it: when it starts, as ISO 8601. */
export interface Starting {
  readonly start_time: string;
}

/**
 * Slots by the date on which they start for somebody in `timezone`, in the order in which they came. A slot past
 * midnight of UTC, or of the host, is listed on the visitor's date. Dates without slots are not in the map.
 */
export function groupSlotsByDate<S extends Starting>(
  slots: readonly S[],
  timezone: string,
): ReadonlyMap<LocalDate, readonly S[]> {
  const groups = new Map<LocalDate, S[]>();
  for (const slot of slots) {
    const date = dateIn(timezone, slot.start_time);
    const group = groups.get(date);
    if (group) group.push(slot);
    else groups.set(date, [slot]);
  }
  return groups;
}
