import type { AskedHosts } from './asked-hosts.ts';
import { type HostAnswer, type HostRefusal, hostRefusals } from './host-answer.ts';
import type { Slot, SlotRefusal } from './question.ts';
import { type Instant, minuteMs } from './time.ts';

/** The slot at a start, or null: every host who is needed can take it, and somebody of the choice. */
export function bookableSlot(asked: AskedHosts, start: Instant, answers: readonly HostAnswer[]): Slot | null {
  return slotOf(asked, start, answers, (answer) => reasonOf(asked, answers, answer) === null);
}

/** The slot at a refused start if it were bookable as soon as bookings gave way, or null. */
export function waitableSlot(asked: AskedHosts, start: Instant, answers: readonly HostAnswer[]): Slot | null {
  return slotOf(asked, start, answers, isHopeful);
}

/**
 * Who of the choice can take a start, in the order in which to try them: first whose group slot is open already, then by
 * their turns.
 */
export function candidatesOf(asked: AskedHosts, answers: readonly HostAnswer[]): readonly HostAnswer[] {
  const open = answers.slice(asked.neededCount).filter((answer) => reasonOf(asked, answers, answer) === null);
  return [...open.filter(({ joins }) => joins), ...open.filter(({ joins }) => !joins)];
}

/**
 * The reason of a refused start: of the choice that of the host who came furthest in the order of judging, and among
 * those who are needed together the first in that order. Nobody at all has no hours.
 */
export function sharedRefusal(asked: AskedHosts, answers: readonly HostAnswer[]): SlotRefusal {
  const { neededCount, needsOne } = asked;
  const reasons = answers.map((answer) => reasonOf(asked, answers, answer));
  const ranks = ranksOf(reasons.slice(0, neededCount));
  const choice = reasons.slice(neededCount);
  if (needsOne && !choice.includes(null)) ranks.push(Math.max(...ranksOf(choice)));
  const reason = hostRefusals[Math.min(...ranks)];
  return reason ? refusalOfSlot[reason] : 'outside_hours';
}

/** A time at which a host is not there is outside the hours for whoever books. */
const refusalOfSlot: Readonly<Record<HostRefusal, SlotRefusal>> = {
  inactive: 'outside_hours',
  outside_schedule: 'outside_hours',
  absent: 'outside_hours',
  booked: 'booked',
  full: 'full',
  calendar_busy: 'calendar_busy',
};

function ranksOf(reasons: readonly (HostRefusal | null)[]): number[] {
  return reasons.flatMap((reason) => (reason === null ? [] : [hostRefusals.indexOf(reason)]));
}

/**
 * Why a host cannot take the start with those who are needed, or null. An open group slot is joined by everybody who
 * would hold it, or by nobody: it was opened by others than who is asked now.
 */
function reasonOf(
  { neededCount }: AskedHosts,
  answers: readonly HostAnswer[],
  { reason, joins }: HostAnswer,
): HostRefusal | null {
  const isApart = neededCount > 0 && joins !== answers[0]?.joins;
  return reason ?? (isApart ? 'booked' : null);
}

function isOpen(answer: HostAnswer): boolean {
  return answer.reason === null;
}

function isHopeful(answer: HostAnswer): boolean {
  return isOpen(answer) || answer.onlyBookings;
}

/**
 * The slot of those who are able, or null where somebody whom it needs is not. As many spots remain as one party could
 * have: at whoever of the choice has most, and at all who are needed beside.
 */
function slotOf(
  { eventType, neededCount, needsOne }: AskedHosts,
  start: Instant,
  answers: readonly HostAnswer[],
  isAble: (answer: HostAnswer) => boolean,
): Slot | null {
  let chosen: HostAnswer | null = null;
  let mostSpots = 0;
  let leastSpots = eventType.capacity;
  for (let index = 0; index < answers.length; index++) {
    const answer = answers[index] as HostAnswer;
    if (isAble(answer)) {
      if (index < neededCount) leastSpots = Math.min(leastSpots, answer.spotsRemaining);
      else {
        mostSpots = Math.max(mostSpots, answer.spotsRemaining);
        if (chosen === null || preference(answer) > preference(chosen)) chosen = answer;
      }
    } else if (index < neededCount) return null;
  }
  if (answers.length === 0 || (needsOne && chosen === null)) return null;
  return {
    start,
    end: start + eventType.durationMinutes * minuteMs,
    spotsRemaining: chosen ? Math.min(leastSpots, mostSpots) : leastSpots,
    totalCapacity: eventType.capacity,
    hostIds: idsOf(answers, neededCount, chosen),
  };
}

/** Among those who are able: rather somebody whose group slot is open already, and rather now than after waiting. */
function preference(answer: HostAnswer): number {
  return isOpen(answer) ? 1 + Number(answer.joins) : 0;
}

function idsOf(
  answers: readonly HostAnswer[],
  neededCount: number,
  chosen: HostAnswer | null,
): readonly string[] {
  const ids = chosen ? [chosen.hostId] : [];
  for (let index = neededCount - 1; index >= 0; index--) ids.unshift((answers[index] as HostAnswer).hostId);
  return ids;
}
