import { type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema, SessionTable } from '../../db/schema.ts';
import type { HashedColumn } from '../../db/sealed-column.ts';
import type { Hashes } from '../../lib/crypto.ts';

export const hashesOfSessions: HashedColumn = {
  table: 'sessions',
  column: 'token_hash',
  what: 'sessions',
  inUse: 'expires_at > now()',
};

export type SessionRow = Selectable<SessionTable>;

export const insertSession = async (tx: Tx, row: SessionRow): Promise<void> => {
  await tx.insertInto('sessions').values(row).execute();
};

/** The session of a token that is kept as one of these hashes. */
export const findSession = (db: Kysely<Schema>, hashes: Hashes): Promise<SessionRow | undefined> =>
  db
    .selectFrom('sessions')
    .selectAll()
    .where((eb) => eb.or(hashes.map((hash) => eb('token_hash', '=', hash))))
    .executeTakeFirst();

/** The session is known by another hash from now on, unless it has got a new token meanwhile. */
export const replaceHash = async (
  db: Kysely<Schema>,
  { id, token_hash }: Pick<SessionRow, 'id' | 'token_hash'>,
  { hash, hashedBy }: { hash: Uint8Array; hashedBy: number },
): Promise<void> => {
  await db
    .updateTable('sessions')
    .set({ token_hash: hash, hashed_by: hashedBy })
    .where('id', '=', id)
    .where('token_hash', '=', token_hash)
    .execute();
};

/** Every session of an account, the latest first. */
export const listSessions = (db: Kysely<Schema>, userId: string): Promise<SessionRow[]> =>
  db.selectFrom('sessions').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').execute();

/** Changes a session. False where it has ended meanwhile. */
export const updateSession = async (
  db: Kysely<Schema>,
  id: string,
  change: Updateable<Omit<SessionTable, 'id' | 'user_id' | 'created_at'>>,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set(change)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
};

/** Ends a session of an account. True where it was there. */
export const deleteSession = async (
  tx: Tx,
  { id, userId }: { id: string; userId: string },
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('sessions')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
};

/** Ends the session of a token, whosever it is. */
export const deleteSessionOf = async (tx: Tx, hashes: Hashes): Promise<void> => {
  await tx
    .deleteFrom('sessions')
    .where((eb) => eb.or(hashes.map((hash) => eb('token_hash', '=', hash))))
    .execute();
};

/** Ends every session of an account but one. */
export const deleteSessionsBut = async (tx: Tx, userId: string, keptId: string | null): Promise<void> => {
  await tx
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where(sql<boolean>`id is distinct from ${keptId}`)
    .execute();
};

/** Few enough for a statement that is over long before it would be timed out. */
const deletedAtOnce = 2_000;

/** Deletes sessions that are over by the clock of the database, in steps. */
export async function deleteEndedSessions(db: Kysely<Schema>): Promise<void> {
  for (;;) {
    const { numDeletedRows } = await db
      .deleteFrom('sessions')
      .where(
        sql<boolean>`id = any(array(
          select id from sessions where expires_at < now() limit ${sql.lit(deletedAtOnce)}))`,
      )
      .executeTakeFirstOrThrow();
    if (Number(numDeletedRows) < deletedAtOnce) return;
  }
}
