import { type HostAnswer, type HostRefusal, hostRefusals } from './host-answer.ts';
import type { Slot, SlotQuestion, SlotRefusal } from './question.ts';
import { type Instant, minuteMs } from './time.ts';

/**
 * The slot at a start, or null: with `any` the first host who is free, but rather one whose group slot is
 * already open; with `all` every host. The answers are those of the question's hosts, in their order.
 */
export function bookableSlot(
  question: SlotQuestion,
  start: Instant,
  answers: readonly HostAnswer[],
): Slot | null {
  if (question.assignment === 'all')
    return answers.every(isOpen) ? slotOfAll(question, start, answers) : null;
  const joined = answers.findIndex((answer) => answer.joins && isOpen(answer));
  return slotOfOne(question, start, answers, joined === -1 ? answers.findIndex(isOpen) : joined);
}

/** The slot at a refused start if it were bookable as soon as bookings gave way, or null. */
export function waitableSlot(
  question: SlotQuestion,
  start: Instant,
  answers: readonly HostAnswer[],
): Slot | null {
  if (question.assignment === 'all') {
    const isHopeful = answers.every((answer) => isOpen(answer) || answer.onlyBookings);
    return isHopeful ? slotOfAll(question, start, answers) : null;
  }
  const waitable = answers.findIndex((answer) => answer.onlyBookings);
  return slotOfOne(question, start, answers, waitable);
}

/**
 * The reason of a refused start: with `any` that of the host who came furthest in the order of judging, with
 * `all` the first in that order. Nobody at all has no hours.
 */
export function sharedRefusal({ assignment }: SlotQuestion, answers: readonly HostAnswer[]): SlotRefusal {
  const ranks = answers.flatMap(({ reason }) => (reason === null ? [] : [hostRefusals.indexOf(reason)]));
  const reason = hostRefusals[assignment === 'all' ? Math.min(...ranks) : Math.max(...ranks)];
  return reason ? refusalOfSlot[reason] : 'outside_hours';
}

/** A time at which a host is not there is outside the hours for whoever books. */
const refusalOfSlot: Readonly<Record<HostRefusal, SlotRefusal>> = {
  outside_schedule: 'outside_hours',
  absent: 'outside_hours',
  booked: 'booked',
  full: 'full',
  calendar_busy: 'calendar_busy',
};

function isOpen(answer: HostAnswer): boolean {
  return answer.reason === null;
}

function slotOfOne(question: SlotQuestion, start: Instant, answers: readonly HostAnswer[], index: number) {
  const answer = answers[index];
  const host = question.hosts[index];
  return answer && host ? slotAt(question, start, answer.spotsRemaining, [host.id]) : null;
}

function slotOfAll(question: SlotQuestion, start: Instant, answers: readonly HostAnswer[]): Slot | null {
  if (answers.length === 0) return null;
  const spotsRemaining = Math.min(...answers.map((answer) => answer.spotsRemaining));
  const hostIds = question.hosts.map((host) => host.id);
  return slotAt(question, start, spotsRemaining, hostIds);
}

function slotAt(
  question: SlotQuestion,
  start: Instant,
  spotsRemaining: number,
  hostIds: readonly string[],
): Slot {
  const { durationMinutes, capacity } = question.eventType;
  return { start, end: start + durationMinutes * minuteMs, spotsRemaining, totalCapacity: capacity, hostIds };
}
