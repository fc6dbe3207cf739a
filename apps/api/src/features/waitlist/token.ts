import { sealedColumn } from '../../db/sealed-column.ts';
import { newBearerToken } from '../../lib/bearer.ts';
import type { Keyring } from '../../lib/crypto.ts';
import type { EntryKey, EntryRow } from './store.ts';

/** A new token, sealed for the row of its entry. */
export const sealNewToken = (key: EntryKey, keyring: Keyring): Buffer =>
  keyring.seal(newBearerToken(key.organization_id), contextOf(key));

/** The token of a stored entry. */
export const openEntryToken = (row: EntryRow, keyring: Keyring): string =>
  keyring.open(row.cancel_token_sealed, contextOf(row));

const contextOf = ({ organization_id, id }: EntryKey): string => `waitlist_entries:${organization_id}:${id}`;

export const tokensOfEntries = sealedColumn({
  table: 'waitlist_entries',
  column: 'cancel_token_sealed',
  key: ['organization_id', 'is_test', 'id'],
  contextOf,
});
