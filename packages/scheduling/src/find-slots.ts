import { bookableSlot, sharedRefusal, waitableSlot } from './assignment.ts';
import { bookableStarts, isCapped, refuseStart } from './bookable-time.ts';
import {
  answerStart,
  findHostTimes,
  type HostAnswer,
  type HostTime,
  hostCalendar,
  outsideHours,
} from './host-answer.ts';
import type { Slot, SlotList, SlotOverride, SlotQuestion, Verdict } from './question.ts';
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
  if (capped && !withFull) return { capped, slots, full };
  const allowed = bookableStarts(question);
  const searched = { start: Math.max(range.start, allowed.start), end: Math.min(range.end, allowed.end) };
  const times = question.hosts.map((host) => findHostTimes(hostCalendar(question, host), searched));
  forEachStart(times, (start, answers) => {
    const slot = bookableSlot(question, start, answers);
    if (slot) {
      if (!capped) slots.push(slot);
    } else if (withFull) {
      const waitable = waitableSlot(question, start, answers);
      if (waitable) full.push(waitable);
    }
  });
  return { capped, slots, full };
}

/**
 * Whether a start can be booked, and if not, the first reason in the order of `slotRefusals`. What is overridden is no
 * reason; the past, a reached cap, bookings, spots and calendars always are.
 */
export function decideSlot(question: SlotQuestion, start: Instant, override: SlotOverride = []): Verdict {
  if (isCapped(question)) return { ok: false, reason: 'cap_reached' };
  const refusal = refuseStart(question, start, override);
  if (refusal) return { ok: false, reason: refusal };
  const answers = question.hosts.map((host) => answerStart(hostCalendar(question, host), start, override));
  const slot = bookableSlot(question, start, answers);
  return slot ? { ok: true, slot } : { ok: false, reason: sharedRefusal(question, answers) };
}

/** Visits every start that some host has on its grid, ascending, with every host's answer to it. */
function forEachStart(
  timesByHost: readonly (readonly HostTime[])[],
  visit: (start: Instant, answers: readonly HostAnswer[]) => void,
): void {
  const queues = timesByHost.map((times) => ({ times, next: 0 }));
  for (;;) {
    let start = Number.POSITIVE_INFINITY;
    for (const { times, next } of queues) {
      const time = times[next];
      if (time && time.start < start) start = time.start;
    }
    if (start === Number.POSITIVE_INFINITY) return;
    const answers: HostAnswer[] = [];
    for (const queue of queues) {
      const time = queue.times[queue.next];
      const isAsked = time?.start === start;
      answers.push(isAsked ? time.answer : outsideHours);
      if (isAsked) queue.next++;
    }
    visit(start, answers);
  }
}
