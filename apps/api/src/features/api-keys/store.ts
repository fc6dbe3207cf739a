import type { Kysely, Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { enterDirectory, type OrganizationDirectory } from '../../db/organization-directory.ts';
import type { ApiKeyTable, Schema } from '../../db/schema.ts';
import type { HashedColumn } from '../../db/sealed-column.ts';
import type { Hashes } from '../../lib/crypto.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner } from '../../lib/principal.ts';

export const hashesOfKeys: HashedColumn = {
  table: 'api_keys',
  column: 'key_hash',
  what: 'API keys',
  inUse: '(revoked_at is null and (expires_at is null or expires_at > now()))',
};

export type ApiKeyRow = Selectable<ApiKeyTable>;

/** How many keys of the mode are not revoked. */
export async function countLiveKeys(tx: Tx, { organizationId, isTest }: Owner): Promise<number> {
  const { count } = await tx
    .selectFrom('api_keys')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

const directoryEntry = (hash: Uint8Array) =>
  ({ kind: 'api_key', name: Buffer.from(hash).toString('hex') }) as const;

export async function insertKey(tx: Tx, row: ApiKeyRow): Promise<void> {
  enterDirectory(tx, row.organization_id, directoryEntry(row.key_hash));
  await tx.insertInto('api_keys').values(row).execute();
}

/** The key of one of these hashes that is not revoked, with the plan of its organization. */
export async function findLiveKey(
  directory: OrganizationDirectory,
  db: Kysely<Schema>,
  hashes: Hashes,
): Promise<LiveKeyRow | undefined> {
  for (const hash of hashes) {
    const row = await findByHash(directory, db, hash);
    if (row) return row;
  }
  return undefined;
}

export type LiveKeyRow = NonNullable<Awaited<ReturnType<typeof findByHash>>>;

async function findByHash(directory: OrganizationDirectory, db: Kysely<Schema>, hash: Uint8Array) {
  const { kind, name } = directoryEntry(hash);
  const organizationId = await directory.find(db, kind, name);
  if (organizationId === undefined) return undefined;
  return db
    .selectFrom('api_keys')
    .innerJoin('organizations', 'organizations.id', 'api_keys.organization_id')
    .select([
      'organization_id',
      'api_keys.id',
      'key_hash',
      'is_test',
      'permissions',
      'expires_at',
      'last_used_at',
      'plan',
    ])
    .where('organization_id', '=', organizationId)
    .where('key_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

/** The key is known by another hash from now on. Processes that look for the one before find its name, and not the key. */
export async function replaceHash(
  tx: Tx,
  { organization_id, id, key_hash }: Pick<ApiKeyRow, 'organization_id' | 'id' | 'key_hash'>,
  { hash, hashedBy }: { hash: Uint8Array; hashedBy: number },
): Promise<void> {
  enterDirectory(tx, organization_id, directoryEntry(hash));
  await tx
    .updateTable('api_keys')
    .set({ key_hash: hash, hashed_by: hashedBy })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('key_hash', '=', key_hash)
    .execute();
}

/** Whether a key of the organization, of either mode, is neither revoked nor over at this instant. */
export async function isKeyInUse(
  db: Kysely<Schema>,
  { organizationId, id }: { organizationId: string; id: string },
  now: Date,
): Promise<boolean> {
  const row = await db
    .selectFrom('api_keys')
    .select('expires_at')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined && (row.expires_at === null || row.expires_at > now);
}

export const listKeys = (
  db: Kysely<Schema>,
  owner: Owner,
  { startingAfter, limit }: Cursor,
): Promise<ApiKeyRow[]> =>
  db
    .selectFrom('api_keys')
    .selectAll()
    .where('organization_id', '=', owner.organizationId)
    .where('is_test', '=', owner.isTest)
    .$if(startingAfter !== null, (query) => query.where('id', '<', startingAfter))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();

/** True when the key exists; a second revocation keeps the first instant. */
export async function markRevoked(tx: Tx, owner: Owner, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('api_keys')
    .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(at)) }))
    .where('organization_id', '=', owner.organizationId)
    .where('is_test', '=', owner.isTest)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export async function markUsed(
  db: Kysely<Schema>,
  organizationId: string,
  id: string,
  at: Date,
): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ last_used_at: at })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
