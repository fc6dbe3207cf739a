import { sealedColumn } from '../../db/sealed-column.ts';
import { newBearerToken } from '../../lib/bearer.ts';
import type { Keyring } from '../../lib/crypto.ts';
import type { BookingKey, BookingRecord } from './store.ts';

/** A new token, sealed for the row of its booking. */
export const sealNewToken = (key: BookingKey, keyring: Keyring): Buffer =>
  keyring.seal(newBearerToken(key.organization_id), contextOf(key));

/** The token of a stored booking. */
export const openToken = (row: BookingRecord, keyring: Keyring): string =>
  keyring.open(row.cancel_token_sealed, contextOf(row));

const contextOf = ({ organization_id, id }: BookingKey): string => `bookings:${organization_id}:${id}`;

export const tokensOfBookings = sealedColumn({
  table: 'bookings',
  column: 'cancel_token_sealed',
  key: ['organization_id', 'id'],
  contextOf,
});
