import type { SlotQuestion } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import { newInternalId } from '../../lib/ids.ts';
import type { Snapshot } from '../availability/index.ts';
import { sendServed, sendVirtualTime } from '../event-types/index.ts';
import { chosenHosts, claimSpots } from './claim-spots.ts';
import { type BookingRecord, bookingHost, eventTypeOf, isHeldBySame } from './store.ts';
import { findTurn, sendRelease } from './store-allocations.ts';
import { assignmentOf, changesOfMove, type Decision, turnOf } from './turns.ts';

/** What was decided of a booking that goes on at another time, or with other hosts. */
interface NewTime {
  /** Without the booking's own spots. */
  readonly snapshot: Snapshot;
  readonly question: SlotQuestion;
  readonly decision: Decision;
  readonly now: number;
}

/** What changes of a booking by whose time it takes. */
export type Taken = Pick<
  BookingRecord,
  'start_at' | 'end_at' | 'allocation_id' | 'host_id' | 'other_host_ids' | 'assignment' | 'hosts'
>;

/**
 * Gives the booking's time back and takes that of the decision; returns what changes of the booking by it. Whoever keeps
 * it keeps its turn; else that is given back with the last spot of the old slot, and whoever opens a new one has theirs.
 */
export async function takeTime(
  tx: Tx,
  booking: BookingRecord,
  { snapshot, question, decision, now }: NewTime,
): Promise<Taken> {
  // Who was chosen from nobody had no turn.
  const before = booking.assignment === null ? null : await findTurn(tx, booking);
  // Releasing comes first, so that a booking may move into time that it holds itself.
  sendRelease(tx, booking, new Date(now));
  const { slot, candidates } = decision;
  const hosts = chosenHosts(snapshot, slot.hostIds);
  const chosen = candidates[0] ?? (before && { hostId: before.memberId, joins: false });
  const isKept = before !== null && !before.isShared && before.memberId === chosen?.hostId;
  const turn = isKept || chosen === null ? null : turnOf(question, { candidates: [chosen] });
  const times = { start_at: new Date(slot.start), end_at: new Date(slot.end) };
  const { allocationId, isOpened } = await claimSpots(tx, snapshot, {
    newId: newInternalId('alc', now),
    hosts,
    startAt: times.start_at,
    endAt: times.end_at,
    spots: booking.attendee_count,
    turn: isKept ? before : turn,
    now: new Date(now),
  });
  const [first, ...others] = hosts;
  const from = booking.hosts.map(({ member_id }) => member_id);
  const to = slot.hostIds;
  const charged = isOpened ? turn : null;
  const givenBack = before && !before.isShared && !(isKept && isOpened) ? before : null;
  const eventType = eventTypeOf(booking);
  sendServed(tx, { eventType, changes: changesOfMove({ from, to, givenBack, charged }), at: new Date(now) });
  if (charged) sendVirtualTime(tx, eventType, charged.virtualTime);
  const holders: BookingRecord['hosts'] = [bookingHost(first), ...others.map(bookingHost)];
  return {
    ...times,
    allocation_id: allocationId,
    host_id: first.id,
    other_host_ids: others.length === 0 ? null : others.map(({ id }) => id),
    assignment: isHeldBySame(booking.hosts, holders) ? booking.assignment : assignmentOf(question, decision),
    hosts: holders,
  };
}
