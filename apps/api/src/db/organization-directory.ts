import { type Kysely, sql } from 'kysely';
import type { Tx } from './database.ts';
import type { DirectoryKind, Schema } from './schema.ts';
import { send } from './transactions.ts';

/** Names are short: a megabyte or two. */
const maxRemembered = 10_000;

/** Slugs may be given to another organization one day. */
const neverChanges: readonly DirectoryKind[] = ['event_type', 'api_key', 'embed_session'];

/** Tells whose a thing is of which a caller knows only the name. */
export interface OrganizationDirectory {
  /**
   * The id of the organization; undefined where nothing has the name. What can never change is asked of the database
   * once, and remembered.
   */
  find(db: Kysely<Schema>, kind: DirectoryKind, name: string): Promise<string | undefined>;
}

export function createOrganizationDirectory(): OrganizationDirectory {
  const remembered = new Map<string, string>();
  return {
    async find(db, kind, name) {
      const entry = `${kind}:${name}`;
      const known = remembered.get(entry);
      if (known !== undefined) return known;
      const organizationId = await ask(db, kind, name);
      if (organizationId === undefined || !neverChanges.includes(kind)) return organizationId;
      if (remembered.size >= maxRemembered) remembered.clear();
      remembered.set(entry, organizationId);
      return organizationId;
    },
  };
}

async function ask(db: Kysely<Schema>, kind: DirectoryKind, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('organization_directory')
    .select('organization_id')
    .where('kind', '=', kind)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.organization_id;
}

const accountEntry = (userId: string, organizationId: string) =>
  ({ kind: 'account', name: `${userId}:${organizationId}` }) as const;

/** Enters of an account that it is a member of an organization. Sent, not waited for. */
export const enterAccount = (tx: Tx, userId: string, organizationId: string): void =>
  enterDirectory(tx, organizationId, accountEntry(userId, organizationId));

/** The organizations that an account was entered of, in the order of their ids. Whether it still is, each of them knows. */
export async function listOrganizationsOf(db: Kysely<Schema>, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organization_directory')
    .select('organization_id')
    .where('kind', '=', 'account')
    .where('name', '>', accountEntry(userId, '').name)
    .where('name', '<', accountEntry(userId, '~').name)
    .orderBy('name')
    .execute();
  return rows.map(({ organization_id }) => organization_id);
}

/** Enters a thing that the transaction makes. Sent, not waited for. */
export function enterDirectory(
  tx: Tx,
  organizationId: string,
  { kind, name }: { kind: DirectoryKind; name: string },
): void {
  send(
    tx,
    tx
      .insertInto('organization_directory')
      .values({ kind, name, organization_id: organizationId })
      .onConflict((conflict) => conflict.columns(['kind', 'name']).doNothing()),
  );
}

/** Enters a thing whose name somebody else may have: false where they do. */
export async function claimInDirectory(
  tx: Tx,
  organizationId: string,
  { kind, name }: { kind: DirectoryKind; name: string },
): Promise<boolean> {
  enterDirectory(tx, organizationId, { kind, name });
  return (await ask(tx, kind, name)) === organizationId;
}

/** Takes names out again. */
export async function leaveDirectoryTogether(
  db: Kysely<Schema>,
  organizationId: string,
  kind: DirectoryKind,
  names: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('organization_directory')
    .where('kind', '=', kind)
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .where('organization_id', '=', organizationId)
    .execute();
}

/** Takes a name out again. */
export async function leaveDirectory(
  db: Kysely<Schema>,
  organizationId: string,
  { kind, name }: { kind: DirectoryKind; name: string },
): Promise<void> {
  await db
    .deleteFrom('organization_directory')
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('organization_id', '=', organizationId)
    .execute();
}
