import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { invalid } from '../../lib/api-error.ts';
import type { Snapshot } from '../availability/index.ts';
import { isOneSpotEach, secondSpot } from './held-spots.ts';
import { wantedByMove } from './moving.ts';
import type { BookingRecord } from './store.ts';
import { findHeldSpots, type HeldSpotsQuestion } from './store-held-spots.ts';
import { countTokenMove, type TokenMoves } from './token-moves.ts';

/* What is asked of those who come without an API key, beside what is asked of everybody. */

interface PublicClaim extends Omit<HeldSpotsQuestion, 'starts'> {
  readonly start: number;
}

/** What goes on with a claim that was allowed. */
interface Allowed {
  /** Addresses that can have one spot of a slot only; left out where they can have more. */
  readonly oneSpotFor?: readonly string[];
}

/**
 * How large a party is, and one spot for each address. Throws `validation_error`, and `conflict` where an address has
 * a spot in the slot already.
 */
export async function judgePublicParty(
  db: Kysely<Schema>,
  snapshot: Snapshot,
  claim: PublicClaim,
): Promise<Allowed> {
  const { max_party_without_key: most } = snapshot.eventType;
  if (claim.emails.length > most)
    throw invalid({ path: 'body.attendees', message: `must have at most ${most} people without an API key` });
  return refuseSecondSpot(db, snapshot, claim);
}

/**
 * How often a booking is moved by its token, and one spot for each address. Throws `rate_limit_exceeded`, and
 * `conflict` where no waiting helps or an address has a spot in the slot already.
 */
export async function judgeTokenMove(
  db: Kysely<Schema>,
  snapshot: Snapshot,
  { booking, start, now }: { booking: BookingRecord; start: number; now: number },
): Promise<Allowed & { readonly moves: TokenMoves }> {
  const moves = countTokenMove(booking, now);
  const allowed = await refuseSecondSpot(db, snapshot, { ...spotsOfMove(booking, now), start });
  return { ...allowed, moves };
}

/** The spots that stand in the way of a booking which moves. */
export const spotsOfMove = (booking: BookingRecord, now: number): Omit<HeldSpotsQuestion, 'starts'> => ({
  emails: booking.attendees.map(({ email }) => email),
  durationMinutes: wantedByMove(booking).durationMinutes,
  now,
  except: booking.id,
});

async function refuseSecondSpot(
  db: Kysely<Schema>,
  { eventType }: Snapshot,
  { start, ...question }: PublicClaim,
): Promise<Allowed> {
  if (!isOneSpotEach(eventType)) return {};
  const [spot] = await findHeldSpots(db, eventType, { ...question, starts: [start] });
  if (spot) throw secondSpot(spot, { toKey: false });
  return { oneSpotFor: question.emails };
}
