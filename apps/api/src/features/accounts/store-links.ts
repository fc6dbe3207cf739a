import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { AccountLinkTable, Schema } from '../../db/schema.ts';
import type { HashedColumn } from '../../db/sealed-column.ts';
import type { Hashes } from '../../lib/crypto.ts';

export const hashesOfLinks: HashedColumn = {
  table: 'account_links',
  column: 'token_hash',
  what: 'links',
  inUse: 'expires_at > now()',
};

export type LinkRow = Selectable<AccountLinkTable>;

export const insertLink = async (tx: Tx, row: LinkRow): Promise<void> => {
  await tx.insertInto('account_links').values(row).execute();
};

const selectLink = (db: Kysely<Schema>, hashes: Hashes) =>
  db
    .selectFrom('account_links')
    .selectAll()
    .where((eb) => eb.or(hashes.map((hash) => eb('token_hash', '=', hash))));

/** A link that was not used. */
export const findLink = (db: Kysely<Schema>, hashes: Hashes): Promise<LinkRow | undefined> =>
  selectLink(db, hashes).executeTakeFirst();

/** The same, locked until the transaction ends: of many who use it, one does. */
export const lockLink = (tx: Tx, hashes: Hashes): Promise<LinkRow | undefined> =>
  selectLink(tx, hashes).forUpdate().executeTakeFirst();

/** Uses up every link of an account. */
export const deleteLinksOfUser = async (tx: Tx, userId: string): Promise<void> => {
  await tx.deleteFrom('account_links').where('user_id', '=', userId).execute();
};

/** Uses up the links by which an account was to have another address. */
export const deleteEmailLinks = async (tx: Tx, userId: string): Promise<void> => {
  await tx.deleteFrom('account_links').where('user_id', '=', userId).where('kind', '=', 'email').execute();
};

/** Uses up every link by which a member was to get an account. */
export const deleteLinksOfMember = async (tx: Tx, memberId: string): Promise<void> => {
  await tx.deleteFrom('account_links').where('for_member', '=', memberId).execute();
};

/** Uses up every link of an invitation. */
export const deleteLinksOfInvitation = async (tx: Tx, invitationId: string): Promise<void> => {
  await tx.deleteFrom('account_links').where('for_invitation', '=', invitationId).execute();
};

/** Deletes links that are over by the clock of the database. */
export const deleteEndedLinks = async (db: Kysely<Schema>): Promise<void> => {
  await db.deleteFrom('account_links').where('expires_at', '<', sql<Date>`now()`).execute();
};
