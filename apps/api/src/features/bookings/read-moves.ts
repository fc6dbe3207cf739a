import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { invalid } from '../../lib/api-error.ts';
import { type Caller, isOutsider } from '../../lib/principal.ts';
import {
  type AvailabilityQuery,
  availabilityJson,
  parseRange,
  questionOf,
  readSnapshot,
  type Snapshot,
} from '../availability/index.ts';
import { authorizeBooking } from './access.ts';
import { isOneSpotEach, sharedStarts } from './held-spots.ts';
import { obstacleError, questionsOfMove, slotsOfMove, snapshotWithout, wantedByMove } from './moving.ts';
import { spotsOfMove } from './public-claims.ts';
import { judgeMove } from './rules.ts';
import { type BookingRecord, eventTypeOf } from './store.ts';
import { findHeldSpots } from './store-held-spots.ts';
import { countTokenMove } from './token-moves.ts';

/**
 * The answer of GET /v1/availability about a booking as JSON text: the times to which the reschedule command moves
 * it now, without the one it has. Throws `not_found` and `unauthorized` as reading the booking does, `booking_cancelled`
 * `conflict` and `rate_limit_exceeded` as moving it does, and `validation_error` for an event type or a length that are not the booking's.
 */
export async function readMoves(
  deps: Deps,
  principal: Caller,
  query: AvailabilityQuery,
  bookingId: string,
): Promise<string> {
  const { db } = deps.database;
  const booking = await authorizeBooking(deps, db, { principal, id: bookingId });
  const eventType = eventTypeOf(booking);
  const wanted = wantedByMove(booking);
  if (query.event_type_id !== eventType.id)
    throw invalid({ path: 'query.event_type_id', message: 'is not that of the booking' });
  if (query.duration !== undefined && query.duration !== wanted.durationMinutes)
    throw invalid({
      path: 'query.duration',
      message: `must be ${wanted.durationMinutes}: a booking that moves keeps its length`,
    });
  const range = parseRange(query);
  const now = deps.clock.now();
  const snapshot = await readSnapshot(db, { eventType, range, now });
  if (!snapshot) throw new Error(`The event type of booking ${bookingId} is gone.`);
  const step = judgeMove(booking, snapshot.eventType, { by: principal, now });
  if (typeof step === 'string' && step !== 'own_time') throw obstacleError(step, snapshot.eventType);
  const isPublic = isOutsider(principal);
  if (isPublic) countTokenMove(booking, now);
  const held = isPublic ? await findHeldStarts(db, snapshot, { booking, now }) : [];
  const question = questionOf(snapshotWithout(snapshot, booking), { ...wanted, now });
  const slots = slotsOfMove(questionsOfMove(question, booking, undefined), range);
  const taken = [booking.start_at.getTime(), ...held];
  return availabilityJson(
    query,
    snapshot.eventType,
    slots.filter(({ start }) => !taken.includes(start)),
  );
}

/** The starts of slots in which somebody of the party has a spot already and can have no other. */
async function findHeldStarts(
  db: Kysely<Schema>,
  snapshot: Snapshot,
  { booking, now }: { booking: BookingRecord; now: number },
): Promise<number[]> {
  if (!isOneSpotEach(snapshot.eventType)) return [];
  const question = spotsOfMove(booking, now);
  const starts = sharedStarts(snapshot, question.durationMinutes);
  return (await findHeldSpots(db, snapshot.eventType, { ...question, starts })).map(({ start }) => start);
}
