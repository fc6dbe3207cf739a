import type { Kysely, Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema, UserTable } from '../../db/schema.ts';
import type { Hashes } from '../../lib/crypto.ts';

export type UserRow = Selectable<UserTable>;

export const insertUser = async (tx: Tx, row: UserRow): Promise<void> => {
  await tx.insertInto('users').values(row).execute();
};

const selectUser = (db: Kysely<Schema>, id: string) =>
  db.selectFrom('users').selectAll().where('id', '=', id);

export const findUser = (db: Kysely<Schema>, id: string): Promise<UserRow | undefined> =>
  selectUser(db, id).executeTakeFirst();

/**
 * The account, kept as it is for the rest of the transaction. Whoever opens a session or changes a password has this lock, so
 * that no session is opened beside a change that ends all of them.
 */
export const lockUser = (tx: Tx, id: string): Promise<UserRow | undefined> =>
  selectUser(tx, id).forNoKeyUpdate().executeTakeFirst();

/** The same of the account that a link is for: before the link's own lock, so that two links of one account wait in line. */
export const lockUserOfLink = (tx: Tx, linkHashes: Hashes): Promise<UserRow | undefined> =>
  tx
    .selectFrom('users')
    .selectAll()
    .where('id', '=', (eb) =>
      eb
        .selectFrom('account_links')
        .select('user_id')
        .where((link) => link.or(linkHashes.map((hash) => link('token_hash', '=', hash)))),
    )
    .forNoKeyUpdate()
    .executeTakeFirst();

/** The account of a mailbox (lib/mailbox.ts). */
export const findUserByMailbox = (db: Kysely<Schema>, mailbox: string): Promise<UserRow | undefined> =>
  db.selectFrom('users').selectAll().where('mailbox', '=', mailbox).executeTakeFirst();

type UserChange = Partial<Omit<UserRow, 'id' | 'created_at'>>;

/** Changes something of an account that is there. Returns it as it is then. */
export const updateUser = (tx: Tx, id: string, change: UserChange): Promise<UserRow> =>
  tx.updateTable('users').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow();

/** The same, where there may be nothing to change. */
export const changeUser = (tx: Tx, id: string, change: UserChange): Promise<UserRow> =>
  Object.keys(change).length > 0 ? updateUser(tx, id, change) : selectUser(tx, id).executeTakeFirstOrThrow();
