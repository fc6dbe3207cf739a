import { type Insertable, type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { everywhere } from '../../db/everywhere.ts';
import { enterDirectory } from '../../db/organization-directory.ts';
import type { OrganizationTable, Schema } from '../../db/schema.ts';

/** Whether there is an organization: any, or the one of an id. */
export async function hasOrganization(db: Kysely<Schema>, id?: string): Promise<boolean> {
  if (id === undefined) return (await findFirstOrganization(db)) !== undefined;
  const row = await db.selectFrom('organizations').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

export type OrganizationRow = Selectable<OrganizationTable>;

export async function insertOrganization(tx: Tx, row: Insertable<OrganizationTable>): Promise<void> {
  enterDirectory(tx, row.id, { kind: 'organization_slug', name: row.slug });
  await tx.insertInto('organizations').values(row).execute();
}

/** The organization that the first start made; undefined before that. */
export async function findFirstOrganization(
  db: Kysely<Schema>,
): Promise<{ id: string; name: string; slug: string } | undefined> {
  const firsts = await db
    .selectFrom('organizations')
    .modifyFront(sql.raw(everywhere))
    .select(['id', 'name', 'slug'])
    .orderBy('id')
    .limit(1)
    .execute();
  return firsts.sort((one, other) => (one.id < other.id ? -1 : 1))[0];
}

export const findOrganization = (db: Kysely<Schema>, id: string): Promise<OrganizationRow> =>
  db.selectFrom('organizations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** The organization, whose other changes wait for the end of the transaction. */
export const lockOrganization = (tx: Tx, id: string): Promise<OrganizationRow> =>
  tx.selectFrom('organizations').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirstOrThrow();

export const updateOrganization = (
  tx: Tx,
  id: string,
  changes: Updateable<OrganizationTable>,
): Promise<OrganizationRow> =>
  tx.updateTable('organizations').set(changes).where('id', '=', id).returningAll().executeTakeFirstOrThrow();
