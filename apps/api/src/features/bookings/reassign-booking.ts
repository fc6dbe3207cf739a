import type { BookingReassign, SlotReason } from '@astrocal/contract';
import type { SlotQuestion } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { may } from '../../lib/may.ts';
import type { Principal } from '../../lib/principal.ts';
import { optionalLine } from '../../lib/text.ts';
import { questionOf, refusalSentences, type Snapshot } from '../availability/index.ts';
import { authorizeBooking } from './access.ts';
import { decideStep, isGone, type LifeStep } from './life.ts';
import { lockForClaim, readLocked } from './locking.ts';
import { bookingMessage } from './message.ts';
import { snapshotWithout, wantedByMove } from './moving.ts';
import { decideReassignment, type ReassignmentWish, type StaysReason } from './reassigning.ts';
import { LostRace } from './refusals.ts';
import { type BookingRecord, eventTypeOf, hostIdsOf, updateLiveBooking } from './store.ts';
import { type Taken, takeTime } from './take-time.ts';

/**
 * Gives a booking to another host; it keeps its id, time and everything else. With whoever holds it already it stays as it
 * is. Run it inside `answeringRefusals`.
 * Throws `not_found`, `forbidden`, `booking_cancelled`, `conflict`, `host_unavailable` and `slot_unavailable`.
 */
export async function reassignBooking(
  deps: Deps,
  tx: Tx,
  access: BearerAccess,
  { member_id: to, force: isForced = false, reason }: Static<typeof BookingReassign>,
): Promise<BookingRecord> {
  const opened = await openForReassign(deps, tx, () => authorizeForcing(deps, tx, { ...access, isForced }));
  const giving = { by: access.principal, reason: optionalLine(reason), wish: { to, isForced } };
  return (await giveOn(deps, tx, opened, giving)) ?? opened.booking;
}

/** Who sets the schedules of others aside must be allowed to change them. Throws as `authorizeBooking` does. */
async function authorizeForcing(
  deps: Deps,
  tx: Tx,
  { isForced, ...access }: BearerAccess & { readonly isForced: boolean },
): Promise<BookingRecord> {
  const booking = await authorizeBooking(deps, tx, access);
  const owner = { organizationId: booking.organization_id, isTest: booking.is_test };
  if (isForced && !may(access.principal, 'schedules.write', owner)) throw new ApiError('forbidden');
  return booking;
}

/** A booking that another host may get, under the locks of all who could. */
export interface OpenBooking {
  readonly booking: BookingRecord;
  readonly step: LifeStep;
  /** Without the booking's own spots. */
  readonly snapshot: Snapshot;
  readonly question: SlotQuestion;
  readonly now: number;
}

/** Locks a booking, however it is found, for a change of its hosts. Throws `booking_cancelled` and `conflict`. */
export async function openForReassign(
  deps: Deps,
  tx: Tx,
  find: () => Promise<BookingRecord>,
): Promise<OpenBooking> {
  const seen = await find();
  const start = seen.start_at.getTime();
  const eventType = eventTypeOf(seen);
  const plan = await lockForClaim(deps, tx, eventType, hostIdsOf(seen));
  if (!plan) throw new LostRace();
  const now = deps.clock.now();
  const read = await readLocked(deps, tx, { plan, eventType, range: { start, end: start + 1 }, now });
  const booking = await find();
  const step = decideStep('reassign', booking, now);
  if (!step.ok && isGone(step.phase)) throw new ApiError('booking_cancelled');
  if (!step.ok) throw new ApiError('conflict', 'This meeting has already begun, so it keeps its hosts.');
  // It moved while its locks were waited for: the snapshot is of another time.
  if (booking.start_at.getTime() !== start) throw new LostRace();
  const snapshot = snapshotWithout(read, booking);
  const question = questionOf(snapshot, { ...wantedByMove(booking), now });
  return { booking, step, snapshot, question, now };
}

/** Who gives a booking on. */
export interface Giving {
  readonly by: Principal;
  /** In words for those who held it and who hold it. */
  readonly reason: string | null;
}

/** Gives an open booking on; undefined where those hold it who shall. Throws `conflict`, `host_unavailable` and `slot_unavailable`. */
export async function giveOn(
  deps: Deps,
  tx: Tx,
  opened: OpenBooking,
  { wish, ...giving }: Giving & { readonly wish: ReassignmentWish },
): Promise<BookingRecord | undefined> {
  const { booking, snapshot, question, now } = opened;
  const decided = decideReassignment(deps.guards, { question, booking }, wish);
  if (decided === 'same') return undefined;
  if (typeof decided === 'string') throw staysError(decided);
  const { decision, fromId } = decided;
  const taken = await takeTime(tx, booking, { snapshot, question, decision, now });
  return storeGiven(deps, tx, opened, { ...giving, fromId, taken });
}

/** Stores who holds the booking from now on, and tells it. */
export async function storeGiven(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  { booking, step, now }: OpenBooking,
  {
    by,
    reason,
    fromId,
    taken: { hosts, ...taken },
  }: Giving & { readonly fromId: string; readonly taken: Partial<Taken> & Pick<Taken, 'hosts'> },
): Promise<BookingRecord> {
  const changes = { ...taken, revision: step.revision, updated_at: new Date(now) };
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  const given = { ...booking, ...changes, hosts };
  const data = {
    ...bookingMessage(given),
    previous_host: booking.hosts.find(({ member_id }) => member_id === fromId),
    previous_hosts: booking.hosts,
    reassign_reason: reason,
  };
  const { organization_id: organizationId, is_test: isTest } = booking;
  record(deps, tx, { by, now }, { organizationId, isTest, event: step.tells, data });
  return given;
}

/** How each reason of a host is told to whoever gives the booking on. */
const slotReasons: Readonly<Record<Exclude<StaysReason, 'same' | 'all_take_part' | 'nobody'>, SlotReason>> = {
  inactive: 'outside_hours',
  outside_schedule: 'outside_hours',
  absent: 'outside_hours',
  booked: 'booked',
  buffer: 'booked',
  full: 'full',
  calendar_busy: 'calendar_busy',
};

function staysError(stays: Exclude<StaysReason, 'same'>): ApiError {
  if (stays === 'nobody') return new ApiError('host_unavailable');
  if (stays === 'all_take_part')
    return new ApiError(
      'conflict',
      'All hosts of this meeting take part in it, so there is nobody to give it to.',
    );
  const reason = slotReasons[stays];
  return new ApiError('slot_unavailable', refusalSentences[reason], { reason, alternatives: [] });
}
