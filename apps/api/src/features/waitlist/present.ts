import type { Keyring } from '../../lib/crypto.ts';
import { entryFields } from './message.ts';
import type { EntryRecord } from './store.ts';
import { openEntryToken } from './token.ts';

/** The entry as the bearer of its token sees it: without the token, which they know, and without its place in line. */
export const presentEntry = entryFields;

/** The entry with its place in line, for whoever may see the line. */
export const presentEntryInLine = (row: EntryRecord, now: number) => ({
  ...entryFields(row, now),
  position: row.position,
});

/** The whole entry, for whoever joined or may take it from the line. */
export const presentWholeEntry = (row: EntryRecord, { keyring, now }: { keyring: Keyring; now: number }) => ({
  ...presentEntryInLine(row, now),
  cancel_token: openEntryToken(row, keyring),
});
