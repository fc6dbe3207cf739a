import { candidatesOf } from './assignment.ts';
import { type Assignment, assignmentOf } from './decide-assignment.ts';
import { judgeStart } from './decide-slot.ts';
import type { HostAnswer, HostRefusal } from './host-answer.ts';
import { isTouched, mergeIntervals } from './merged-intervals.ts';
import type { Host, SlotOverride, SlotQuestion } from './question.ts';
import { type Instant, type Interval, minuteMs } from './time.ts';

/**
 * Why a host does not take a start: the engine's own reasons, but `buffer` where the meeting itself would be free and
 * only a buffer, its own or another meeting's, stands in the way; and `not_wanted` where another one was asked for.
 */
export type HostReason = HostRefusal | 'buffer' | 'not_wanted';

export interface HostExplanation {
  readonly hostId: string;
  /** Takes part whoever is chosen. */
  readonly isNeeded: boolean;
  /** Null: can take the start, as far as the host goes. */
  readonly reason: HostReason | null;
  /** When its turn is: 1 for who is chosen next. Null for those who are not chosen from, or cannot take the start. */
  readonly turn: number | null;
}

export interface SlotExplanation {
  /** What `decideAssignment` says. */
  readonly assignment: Assignment;
  /** Every host of the question, those who are needed first and then in the order of their turns. */
  readonly hosts: readonly HostExplanation[];
}

/** The verdict on a start with what each host says to it, from the very answers that the verdict is made of. */
export function explainSlot(
  question: SlotQuestion,
  start: Instant,
  override: SlotOverride = [],
): SlotExplanation {
  const judgement = judgeStart(question, start, override);
  const { asked, answers } = judgement;
  const turns = candidatesOf(asked, answers).map(({ hostId }) => hostId);
  const slot = { start, end: start + question.eventType.durationMinutes * minuteMs };
  const explained = answers.map((answer, index): HostExplanation => {
    const turn = turns.indexOf(answer.hostId) + 1;
    return {
      hostId: answer.hostId,
      isNeeded: index < asked.neededCount,
      reason: reasonOf(answer, asked.hosts[index] as Host, slot),
      turn: turn === 0 ? null : turn,
    };
  });
  const others = question.hosts.filter((host) => !asked.hosts.includes(host));
  return {
    assignment: assignmentOf(question, judgement),
    hosts: [
      ...explained,
      ...others.map(({ id }) => ({ hostId: id, isNeeded: false, reason: 'not_wanted', turn: null }) as const),
    ],
  };
}

function reasonOf({ reason }: HostAnswer, { allocations, busy }: Host, slot: Interval): HostReason | null {
  if (reason !== 'booked' && reason !== 'calendar_busy') return reason;
  const meetings = allocations.map(({ slotStart, slotEnd }) => ({ start: slotStart, end: slotEnd }));
  const isHit = isTouched(mergeIntervals([...meetings, ...busy]), slot.start, slot.end);
  return isHit ? reason : 'buffer';
}
