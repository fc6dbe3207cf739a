import type { BookingReschedule } from '@astrocal/contract';
import type { Instant, SlotOverride, SlotQuestion, SlotRefusal } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { isoSeconds } from '../../lib/clock.ts';
import { instantOf } from '../../lib/instants.ts';
import { isOutsider, type Principal } from '../../lib/principal.ts';
import { optionalLine } from '../../lib/text.ts';
import { questionOf, type Snapshot } from '../availability/index.ts';
import { authorizeBooking } from './access.ts';
import type { LifeStep } from './life.ts';
import { lockForClaim, readLocked } from './locking.ts';
import { bookingMessage } from './message.ts';
import { type HostsOfMove, obstacleError, questionsOfMove, snapshotWithout, wantedByMove } from './moving.ts';
import { judgeTokenMove } from './public-claims.ts';
import { LostRace, RefusedClaim } from './refusals.ts';
import { judgeMove, parseOverride, parseSilence } from './rules.ts';
import { type BookingRecord, eventTypeOf, hostIdsOf, isHeldBySame, updateLiveBooking } from './store.ts';
import { takeTime } from './take-time.ts';
import type { TokenMoves } from './token-moves.ts';
import type { Decision } from './turns.ts';

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
  const isSilent = parseSilence(access.principal, body);
  const newStart = instantOf(body.new_start_time);
  const seen = await authorizeBooking(deps, tx, access);
  const eventType = eventTypeOf(seen);
  const plan = await lockForClaim(deps, tx, eventType, hostIdsOf(seen));
  if (!plan) throw new LostRace();
  const now = deps.clock.now();
  const snapshot = await readLocked(deps, tx, {
    plan,
    eventType,
    range: { start: newStart, end: newStart + 1 },
    now,
  });
  const booking = await authorizeBooking(deps, tx, access);
  const step = judgeMove(booking, snapshot.eventType, { by: access.principal, now, newStart });
  if (step === 'own_time') return booking;
  if (typeof step === 'string') throw obstacleError(step, snapshot.eventType);
  const isPublic = isOutsider(access.principal);
  const allowed = isPublic ? await judgeTokenMove(tx, snapshot, { booking, start: newStart, now }) : {};
  return claimNewTime(deps, tx, {
    by: access.principal,
    booking,
    step,
    snapshot: snapshotWithout(snapshot, booking),
    newStart,
    now,
    reason: optionalLine(body.reason),
    override,
    isSilent,
    host: body.host,
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
  readonly isSilent: boolean;
  readonly host: HostsOfMove;
  readonly oneSpotFor?: readonly string[];
  readonly moves?: TokenMoves;
}

async function claimNewTime(deps: Deps, tx: Tx, move: Move): Promise<BookingRecord> {
  const { by, booking, step, snapshot, now, reason, moves, isSilent } = move;
  const { question, decision } = decideMove(deps, move);
  const { hosts, ...taken } = await takeTime(tx, booking, { snapshot, question, decision, now });
  const at = new Date(now);
  const changes = {
    ...moves,
    ...taken,
    status: step.status,
    rescheduled_at: at,
    reschedule_reason: reason,
    revision: step.revision,
    updated_at: at,
  };
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  const moved = { ...booking, ...changes, hosts };
  record(
    deps,
    tx,
    { by, now },
    {
      organizationId: booking.organization_id,
      isTest: booking.is_test,
      event: step.tells,
      isSilent,
      data: {
        ...bookingMessage(moved),
        previous_start_time: isoSeconds(booking.start_at),
        ...(!isHeldBySame(booking.hosts, hosts) && { previous_hosts: booking.hosts }),
      },
    },
  );
  return moved;
}

/** Who holds it at the new time: by the first question that finds somebody. Throws RefusedClaim, and `host_unavailable`. */
function decideMove(
  { guards }: Pick<Deps, 'guards'>,
  { booking, snapshot, newStart, now, override, host, oneSpotFor }: Move,
): { question: SlotQuestion; decision: Decision } {
  const wanted = wantedByMove(booking);
  const question = questionOf(snapshot, { ...wanted, now });
  let reason: SlotRefusal | undefined;
  for (const each of questionsOfMove(question, booking, host)) {
    const decision = guards.decideAssignment(each, newStart, override);
    if (decision.ok) return { question, decision };
    reason = decision.reason;
  }
  if (reason === undefined) throw new ApiError('host_unavailable');
  const asked = oneSpotFor && { oneSpotFor };
  throw new RefusedClaim(
    { ...wanted, eventType: eventTypeOf(booking), start: newStart, moving: booking, host, ...asked },
    reason,
  );
}
