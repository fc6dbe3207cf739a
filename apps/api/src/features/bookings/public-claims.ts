import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { invalid } from '../../lib/api-error.ts';
import type { Snapshot } from '../availability/index.ts';
import { wantedByMove } from './moving.ts';
import { findPlaces, isOnePlaceEach, type PlacesQuestion, secondPlace } from './places.ts';
import type { BookingRecord } from './store.ts';
import { countTokenMove, type TokenMoves } from './token-moves.ts';

/* What is asked of those who come without an API key, beside what is asked of everybody. */

interface PublicClaim extends Omit<PlacesQuestion, 'starts'> {
  readonly start: number;
}

/** What goes on with a claim that was allowed. */
interface Allowed {
  /** Addresses that can have one place of a slot only; left out where they can have more. */
  readonly onePlaceFor?: readonly string[];
}

/**
 * How large a party is, and one place for each address. Throws `validation_error`, and `conflict` where an address has
 * a place in the slot already.
 */
export async function judgePublicParty(
  db: Kysely<Schema>,
  snapshot: Snapshot,
  claim: PublicClaim,
): Promise<Allowed> {
  const { max_party_without_key: most } = snapshot.eventType;
  if (claim.emails.length > most)
    throw invalid({ path: 'body.attendees', message: `must have at most ${most} people without an API key` });
  return refuseSecondPlace(db, snapshot, claim);
}

/**
 * How often a booking is moved by its token, and one place for each address. Throws `rate_limit_exceeded`, and
 * `conflict` where no waiting helps or an address has a place in the slot already.
 */
export async function judgeTokenMove(
  db: Kysely<Schema>,
  snapshot: Snapshot,
  { booking, start, now }: { booking: BookingRecord; start: number; now: number },
): Promise<Allowed & { readonly moves: TokenMoves }> {
  const moves = countTokenMove(booking, now);
  const allowed = await refuseSecondPlace(db, snapshot, { ...placesOfMove(booking, now), start });
  return { ...allowed, moves };
}

/** The places that stand in the way of a booking which moves. */
export const placesOfMove = (booking: BookingRecord, now: number): Omit<PlacesQuestion, 'starts'> => ({
  emails: booking.attendees.map(({ email }) => email),
  durationMinutes: wantedByMove(booking).durationMinutes,
  now,
  except: booking.id,
});

async function refuseSecondPlace(
  db: Kysely<Schema>,
  { eventType }: Snapshot,
  { start, ...question }: PublicClaim,
): Promise<Allowed> {
  if (!isOnePlaceEach(eventType)) return {};
  const [place] = await findPlaces(db, eventType, { ...question, starts: [start] });
  if (place) throw secondPlace(place, { toKey: false });
  return { onePlaceFor: question.emails };
}
