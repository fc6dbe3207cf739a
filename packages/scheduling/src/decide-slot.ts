import { type AskedHosts, askedHosts } from './asked-hosts.ts';
import { bookableSlot, sharedRefusal } from './assignment.ts';
import { isCapped, refuseStart } from './bookable-time.ts';
import { refuseOffGrid } from './grid.ts';
import { answerStart, eventTypeHours, type HostAnswer, hostCalendar } from './host-answer.ts';
import type { SlotOverride, SlotQuestion, SlotRefusal, Verdict } from './question.ts';
import { slotShape } from './slot-shape.ts';
import type { Instant } from './time.ts';

/**
 * Whether a start can be booked, and if not, the first reason in the order of `slotRefusals`. What is overridden is no
 * reason; the past, a reached cap, absences, bookings, spots and calendars always are.
 */
export function decideSlot(question: SlotQuestion, start: Instant, override: SlotOverride = []): Verdict {
  return judgeStart(question, start, override).verdict;
}

/** A verdict, and the answers of the hosts that it comes from. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly asked: AskedHosts;
  readonly answers: readonly HostAnswer[];
}

/** What the event type's rules and every host that is asked say to a start. */
export function judgeStart(question: SlotQuestion, start: Instant, override: SlotOverride): Judgement {
  const asked = askedHosts(question);
  const range = { start, end: start + 1 };
  const answers = asked.hosts.map((host) =>
    answerStart(hostCalendar(question, host, range), start, override),
  );
  const refusal = refuseForAll(question, start, override);
  if (refusal) return { verdict: { ok: false, reason: refusal }, asked, answers };
  const slot = bookableSlot(asked, start, answers);
  const verdict: Verdict = slot ? { ok: true, slot } : { ok: false, reason: sharedRefusal(asked, answers) };
  return { verdict, asked, answers };
}

/** Why a start cannot be booked whoever the hosts are, or null. */
function refuseForAll(question: SlotQuestion, start: Instant, override: SlotOverride): SlotRefusal | null {
  if (isCapped(question)) return 'cap_reached';
  const refusal = refuseStart(question, start, override);
  if (refusal) return refusal;
  const hours = eventTypeHours(question);
  return hours && refuseOffGrid(hours, slotShape(question.eventType), { start, override });
}
