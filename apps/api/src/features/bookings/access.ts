import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../lib/actor.ts';
import { notFound, unauthorizedForBooking } from '../../lib/api-error.ts';
import { sameText } from '../../lib/crypto.ts';
import { isId } from '../../lib/ids.ts';
import { type BookingRecord, findBooking } from './store.ts';
import { openToken } from './token.ts';

/** Who asks for which booking: with a key, or with the booking's own token. */
export interface BookingAccess {
  readonly actor: Actor;
  readonly id: string;
  readonly token: string | undefined;
}

/**
 * The booking, for a key of its organization and mode or the bearer of its token. Throws `not_found` to keys;
 * to others an unknown id, no token and a wrong token are the same `unauthorized` (contract section 1).
 */
export async function openBooking(
  { keyring }: Pick<Deps, 'keyring'>,
  db: Kysely<Schema>,
  { actor, id, token }: BookingAccess,
): Promise<BookingRecord> {
  const owner = actor.kind === 'key' ? actor : null;
  const booking = isId('booking', id) ? await findBooking(db, { id, owner }) : undefined;
  if (owner) {
    if (!booking) throw notFound();
    return booking;
  }
  if (!booking || token === undefined || !sameText(token, openToken(booking, keyring)))
    throw unauthorizedForBooking();
  return booking;
}
