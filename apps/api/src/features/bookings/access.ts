import type { Kysely } from 'kysely';
import { locateByToken } from '../../db/everywhere.ts';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { authorizeBearer, type BearerAccess } from '../../lib/bearer.ts';
import { isId } from '../../lib/ids.ts';
import { type BookingRecord, findBooking } from './store.ts';
import { openToken } from './token.ts';

/** The booking, for a key of its organization and mode or the bearer of its token. */
export const authorizeBooking = (
  { keyring }: Pick<Deps, 'keyring'>,
  db: Kysely<Schema>,
  access: BearerAccess,
): Promise<BookingRecord> =>
  authorizeBearer(access, {
    noun: 'booking',
    find: async (owner) =>
      isId('booking', access.id) ? findBooking(db, { id: access.id, owner }) : undefined,
    locate: (token) => locateByToken(db, { id: access.id, token }),
    tokenOf: (booking) => openToken(booking, keyring),
  });
