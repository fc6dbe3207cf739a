import { bookableSlot, sharedRefusal, waitableSlot } from './assignment.ts';
import { bookableStarts, isCapped, refuseStart } from './bookable-time.ts';
import { findGridStarts, refuseOffGrid } from './grid.ts';
import { answerStart, eventTypeHours, hostCalendar } from './host-answer.ts';
import type { Slot, SlotList, SlotOverride, SlotQuestion, SlotRefusal, Verdict } from './question.ts';
import { slotShape } from './slot-shape.ts';
import type { Instant, Interval } from './time.ts';

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
  const calendars = question.hosts.map((host) => hostCalendar(question, host, searched));
  for (const start of findGridStarts(hours, slotShape(question.eventType), searched)) {
    const answers = calendars.map((calendar) => answerStart(calendar, start));
    const slot = bookableSlot(question, start, answers);
    if (slot) {
      if (!capped) slots.push(slot);
    } else if (withFull) {
      const waitable = waitableSlot(question, start, answers);
      if (waitable) full.push(waitable);
    }
  }
  return { capped, slots, full };
}

/**
 * Whether a start can be booked, and if not, the first reason in the order of `slotRefusals`. What is overridden is no
 * reason; the past, a reached cap, absences, bookings, spots and calendars always are.
 */
export function decideSlot(question: SlotQuestion, start: Instant, override: SlotOverride = []): Verdict {
  const refusal = refuseForAll(question, start, override);
  if (refusal) return { ok: false, reason: refusal };
  const answers = question.hosts.map((host) =>
    answerStart(hostCalendar(question, host, { start, end: start + 1 }), start, override),
  );
  const slot = bookableSlot(question, start, answers);
  return slot ? { ok: true, slot } : { ok: false, reason: sharedRefusal(question, answers) };
}

/** Why a start cannot be booked whoever the hosts are, or null. */
function refuseForAll(question: SlotQuestion, start: Instant, override: SlotOverride): SlotRefusal | null {
  if (isCapped(question)) return 'cap_reached';
  const refusal = refuseStart(question, start, override);
  if (refusal) return refusal;
  const hours = eventTypeHours(question);
  return hours && refuseOffGrid(hours, slotShape(question.eventType), { start, override });
}
