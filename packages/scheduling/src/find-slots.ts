import { askedHosts } from './asked-hosts.ts';
import { bookableSlot, waitableSlot } from './assignment.ts';
import { bookableStarts, isCapped } from './bookable-time.ts';
import { findGridStarts } from './grid.ts';
import { answerStart, eventTypeHours, hostCalendar } from './host-answer.ts';
import type { Slot, SlotList, SlotOverride, SlotQuestion } from './question.ts';
import { slotShape } from './slot-shape.ts';
import type { Interval } from './time.ts';

const nothing: SlotOverride = [];

/**
 * The bookable times that start within a range, ascending. When the cap is reached there are none and
 * `capped` is true. With `withFull` also the times that only other bookings refuse, cap or not.
 * The hosts' allocations and busy times must cover `spanToRead` of the range. (docs/availability.md.)
 */
export function findSlots(
  question: SlotQuestion,
  range: Interval,
  { withFull = false }: { readonly withFull?: boolean } = {},
): SlotList {
  const capped = isCapped(question);
  const slots: Slot[] = [];
  const full: Slot[] = [];
  const hours = eventTypeHours(question);
  if (hours === null || (capped && !withFull)) return { capped, slots, full };
  const allowed = bookableStarts(question);
  const searched = { start: Math.max(range.start, allowed.start), end: Math.min(range.end, allowed.end) };
  const asked = askedHosts(question);
  const calendars = asked.hosts.map((host) => hostCalendar(question, host, searched));
  for (const start of findGridStarts(hours, slotShape(question.eventType), searched)) {
    const answers = calendars.map((calendar) => answerStart(calendar, start, nothing));
    const slot = bookableSlot(asked, start, answers);
    if (slot) {
      if (!capped) slots.push(slot);
    } else if (withFull) {
      const waitable = waitableSlot(asked, start, answers);
      if (waitable) full.push(waitable);
    }
  }
  return { capped, slots, full };
}
