import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { everywhere } from '../../db/everywhere.ts';
import {
  enterDirectory,
  leaveDirectoryTogether,
  type OrganizationDirectory,
} from '../../db/organization-directory.ts';
import { plannedForItsValues } from '../../db/planned-for-values.ts';
import type { EmbedSessionTable, Schema } from '../../db/schema.ts';
import type { HashedColumn } from '../../db/sealed-column.ts';
import type { Hashes } from '../../lib/crypto.ts';
import { lotsOf } from '../../lib/lots.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { OwnedKey, Owner } from '../../lib/principal.ts';

export const hashesOfEmbedSessions: HashedColumn = {
  table: 'embed_sessions',
  column: 'token_hash',
  what: 'embedded sessions',
  inUse: 'expires_at > now()',
};

export type EmbedSessionRow = Selectable<EmbedSessionTable>;

const kind = 'embed_session';
const nameOf = (hash: Uint8Array): string => Buffer.from(hash).toString('hex');

export async function insertEmbedSession(tx: Tx, row: Insertable<EmbedSessionTable>): Promise<void> {
  const { organization_id, id, token_hash } = row;
  for (const name of [id, nameOf(token_hash)]) enterDirectory(tx, organization_id, { kind, name });
  await tx.insertInto('embed_sessions').values(row).execute();
}

/** The session of a token that is kept as one of these hashes, with the plan of its organization. */
export async function findOfToken(directory: OrganizationDirectory, db: Kysely<Schema>, hashes: Hashes) {
  for (const hash of hashes) {
    const row = await findByHash(directory, db, hash);
    if (row) return row;
  }
  return undefined;
}

async function findByHash(directory: OrganizationDirectory, db: Kysely<Schema>, hash: Uint8Array) {
  const organizationId = await directory.find(db, kind, nameOf(hash));
  if (organizationId === undefined) return undefined;
  return db
    .selectFrom('embed_sessions')
    .innerJoin('organizations', 'organizations.id', 'embed_sessions.organization_id')
    .selectAll('embed_sessions')
    .select('plan')
    .where('organization_id', '=', organizationId)
    .where('token_hash', '=', hash)
    .executeTakeFirst();
}

/** The session of an id that anybody may know; undefined where nothing has it. */
export async function findAnywhere(
  directory: OrganizationDirectory,
  db: Kysely<Schema>,
  id: string,
): Promise<EmbedSessionRow | undefined> {
  const organizationId = await directory.find(db, kind, id);
  if (organizationId === undefined) return undefined;
  return db
    .selectFrom('embed_sessions')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

const ofOwner = (db: Kysely<Schema>, { organizationId, isTest }: Owner) =>
  db
    .selectFrom('embed_sessions')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest);

export const findEmbedSession = (
  db: Kysely<Schema>,
  { owner, id }: OwnedKey,
): Promise<EmbedSessionRow | undefined> => ofOwner(db, owner).where('id', '=', id).executeTakeFirst();

/** Up to one more than a page, newest first. */
export const listEmbedSessions = (
  db: Kysely<Schema>,
  owner: Owner,
  { startingAfter, limit }: Cursor,
): Promise<EmbedSessionRow[]> =>
  ofOwner(db, owner)
    .$if(startingAfter !== null, (query) => query.where('id', '<', startingAfter))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();

/** True when the session exists; ending it again, or after it was over, keeps the first instant. */
export async function markEnded(tx: Tx, { owner, id }: OwnedKey, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('embed_sessions')
    .set((eb) => ({
      ended_at: eb.fn.coalesce('ended_at', eb.val(at)),
      expires_at: sql<Date>`least(expires_at, ${at})`,
    }))
    .where('organization_id', '=', owner.organizationId)
    .where('is_test', '=', owner.isTest)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Few enough for a statement that is over long before it would be timed out. */
const step = 2_000;

interface OldSession {
  readonly organization_id: string;
  readonly id: string;
  readonly token_hash: Uint8Array;
}

/** Deletes sessions that were over a day ago by the clock of the database, and takes their names out of the directory. */
export async function deleteOldSessions(db: Kysely<Schema>): Promise<void> {
  for (;;) {
    const { rows } = await sql<OldSession>`
      select ${sql.raw(`${plannedForItsValues} ${everywhere}`)} organization_id, id, token_hash
      from embed_sessions where expires_at < now() - interval '1 day' order by expires_at limit ${sql.lit(step)}
    `.execute(db);
    for (const [organizationId, old] of Map.groupBy(rows, ({ organization_id }) => organization_id))
      for (const lot of lotsOf(old)) await deleteLot(db, organizationId, lot);
    if (rows.length < step) return;
  }
}

async function deleteLot(
  db: Kysely<Schema>,
  organizationId: string,
  lot: readonly OldSession[],
): Promise<void> {
  const names = lot.flatMap(({ id, token_hash }) => [id, nameOf(token_hash)]);
  await leaveDirectoryTogether(db, organizationId, kind, names);
  await db
    .deleteFrom('embed_sessions')
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${lot.map(({ id }) => id)}::text[])`)
    .execute();
}
