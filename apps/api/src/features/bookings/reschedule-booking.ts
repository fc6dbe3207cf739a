import type { BookingReschedule } from '@astrocal/contract';
import type { Instant, SlotOverride } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { isoSeconds } from '../../lib/clock.ts';
import { newInternalId } from '../../lib/ids.ts';
import { instantOf } from '../../lib/instants.ts';
import { isOutsider, type Principal } from '../../lib/principal.ts';
import { optionalLine } from '../../lib/text.ts';
import { questionOf, type Snapshot } from '../availability/index.ts';
import { authorizeBooking } from './access.ts';
import { chosenHosts, claimSpots } from './claim-spots.ts';
import type { LifeStep } from './life.ts';
import { lockForClaim, readLocked } from './locking.ts';
import { bookingMessage } from './message.ts';
import { obstacleError, snapshotWithout, wantedByMove } from './moving.ts';
import { judgeTokenMove } from './public-claims.ts';
import { LostRace, RefusedClaim } from './refusals.ts';
import { judgeMove, parseOverride } from './rules.ts';
import { type BookingRecord, eventTypeOf, updateLiveBooking } from './store.ts';
import { sendRelease } from './store-allocations.ts';
import type { TokenMoves } from './token-moves.ts';

/**
 * Moves a booking; it keeps its id, length and metadata. Run it inside `answeringRefusals`.
 * Throws `not_found`, `unauthorized`, `booking_cancelled`, `conflict`, `rate_limit_exceeded`, and RefusedClaim.
 */
export async function rescheduleBooking(
  deps: Deps,
  tx: Tx,
  access: BearerAccess,
  body: Static<typeof BookingReschedule>,
): Promise<BookingRecord> {
  const override = parseOverride(access.principal, body);
  const newStart = instantOf(body.new_start_time);
  const seen = await authorizeBooking(deps, tx, access);
  const eventType = eventTypeOf(seen);
  const plan = await lockForClaim(deps, tx, eventType, [seen.host_id]);
  if (!plan) throw new LostRace();
  const now = deps.clock.now();
  const snapshot = await readLocked(deps, tx, {
    plan,
    eventType,
    range: { start: newStart, end: newStart + 1 },
    now,
  });
  const booking = await authorizeBooking(deps, tx, access);
  const step = judgeMove(booking, snapshot.eventType, { now, newStart });
  if (step === 'own_time') return booking;
  if (typeof step === 'string') throw obstacleError(step);
  const isPublic = isOutsider(access.principal);
  const allowed = isPublic ? await judgeTokenMove(tx, snapshot, { booking, start: newStart, now }) : {};
  // Releasing comes first, so that a booking may move into time that it holds itself.
  sendRelease(tx, booking, new Date(now));
  const without = snapshotWithout(snapshot, booking);
  return claimNewTime(deps, tx, {
    by: access.principal,
    booking,
    step,
    snapshot: without,
    newStart,
    now,
    reason: optionalLine(body.reason),
    override,
    ...allowed,
  });
}

interface Move {
  readonly by: Principal;
  readonly booking: BookingRecord;
  readonly step: LifeStep;
  readonly snapshot: Snapshot;
  readonly newStart: Instant;
  readonly now: Instant;
  readonly reason: string | null;
  readonly override: SlotOverride;
  readonly oneSpotFor?: readonly string[];
  readonly moves?: TokenMoves;
}

async function claimNewTime(
  deps: Deps,
  tx: Tx,
  { by, booking, step, snapshot, newStart, now, reason, override, moves, ...allowed }: Move,
): Promise<BookingRecord> {
  const wanted = wantedByMove(booking);
  const wish = {
    ...wanted,
    eventType: eventTypeOf(booking),
    start: newStart,
    moving: booking,
    ...allowed,
  };
  const verdict = deps.guards.decideSlot(questionOf(snapshot, { ...wanted, now }), newStart, override);
  if (!verdict.ok) throw new RefusedClaim(wish, verdict.reason);
  const at = new Date(now);
  const end = newStart + wanted.durationMinutes * 60_000;
  const times = { start_at: new Date(newStart), end_at: new Date(end) };
  const hosts = chosenHosts(snapshot, verdict.slot);
  const [host] = hosts;
  const allocation_id = await claimSpots(tx, snapshot, {
    newId: newInternalId('alc', now),
    hosts,
    startAt: times.start_at,
    endAt: times.end_at,
    spots: booking.attendee_count,
    now: at,
  });
  const changes = {
    ...moves,
    ...times,
    allocation_id,
    host_id: host.id,
    status: step.status,
    rescheduled_at: at,
    reschedule_reason: reason,
    revision: step.revision,
    updated_at: at,
  };
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  const moved = { ...booking, ...changes, host_name: host.name, host_email: host.email };
  record(
    deps,
    tx,
    { by, now },
    {
      organizationId: booking.organization_id,
      isTest: booking.is_test,
      event: step.tells,
      data: { ...bookingMessage(moved), previous_start_time: isoSeconds(booking.start_at) },
    },
  );
  return moved;
}
