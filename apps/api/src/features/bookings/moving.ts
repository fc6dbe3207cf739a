import { findSlots, type Interval, type Slot, type SlotQuestion } from '@astrocal/scheduling';
import { ApiError } from '../../lib/api-error.ts';
import type { Snapshot } from '../availability/index.ts';
import type { MoveObstacle } from './rules.ts';
import { type CutOffs, tooLate } from './rules-cut-offs.ts';
import type { BookingRecord } from './store.ts';

/*
 * What moving a booking rests on: for the command, for the list of times that it accepts and for the alternatives to one
 * that it refuses. So they cannot disagree.
 */

/** The snapshot as it is once the booking has given its spots back. */
export const snapshotWithout = (
  snapshot: Snapshot,
  { allocation_id, attendee_count }: Pick<BookingRecord, 'allocation_id' | 'attendee_count'>,
): Snapshot => ({
  ...snapshot,
  hosts: snapshot.hosts.map((host) => ({
    ...host,
    allocations: host.allocations
      .map((each) =>
        each.id === allocation_id ? { ...each, spotsTaken: each.spotsTaken - attendee_count } : each,
      )
      .filter(({ spotsTaken }) => spotsTaken > 0),
  })),
});

/** What a booking that moves wants of its event type: its own length, and room for its whole party. */
export const wantedByMove = ({
  start_at,
  end_at,
  attendee_count,
}: Pick<BookingRecord, 'start_at' | 'end_at' | 'attendee_count'>) => ({
  durationMinutes: (end_at.getTime() - start_at.getTime()) / 60_000,
  spots: attendee_count,
  isMove: true,
});

/** Who may hold a booking that moves: `keep`: those who hold it; `any`: whose turn it is; else the first where they can. */
export type HostsOfMove = 'keep' | 'any' | undefined;

/**
 * What is asked of the hosts, one question after the other until one finds time: those of the booking have it together,
 * whatever became of the event type's strategy since. None where they shall keep it and one of them is no host any more.
 */
export function questionsOfMove(
  question: SlotQuestion,
  { hosts }: Pick<BookingRecord, 'hosts'>,
  policy: HostsOfMove,
): readonly SlotQuestion[] {
  if (policy === 'any') return [question];
  const own = hosts.flatMap(({ member_id }) => question.hosts.filter(({ id }) => id === member_id));
  const kept = own.length === hosts.length ? [{ ...question, hosts: own, assignment: 'all' as const }] : [];
  return policy === 'keep' ? kept : [...kept, question];
}

/** The slots that one of the questions finds, ascending. */
export function slotsOfMove(questions: readonly SlotQuestion[], range: Interval): readonly Slot[] {
  const [first, ...others] = questions.map((question) => findSlots(question, range).slots);
  if (others.length === 0) return first ?? [];
  const found = new Map([...others.flat(), ...(first ?? [])].map((slot) => [slot.start, slot]));
  return [...found.values()].sort((one, other) => one.start - other.start);
}

const obstacleErrors = {
  cancelled: () => new ApiError('booking_cancelled'),
  past: () =>
    new ApiError(
      'conflict',
      'This meeting has already begun, so it can’t be moved. Book a new time instead.',
    ),
  deleted: () =>
    new ApiError(
      'conflict',
      'This meeting is no longer offered, so it can’t be moved. You can still keep or cancel it.',
    ),
  too_late: (eventType: CutOffs) => tooLate('move', eventType),
};

/** The refusal of a move for what stands in its way. */
export const obstacleError = (obstacle: Exclude<MoveObstacle, 'own_time'>, eventType: CutOffs): ApiError =>
  obstacleErrors[obstacle](eventType);
