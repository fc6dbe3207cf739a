import type { Kysely, Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { enterDirectory } from '../../db/organization-directory.ts';
import type { OrganizationTable, Schema } from '../../db/schema.ts';

/** Whether there is an organization: any, or the one of an id. */
export async function hasOrganization(db: Kysely<Schema>, id?: string): Promise<boolean> {
  let query = db.selectFrom('organizations').select('id').limit(1);
  if (id !== undefined) query = query.where('id', '=', id);
  return (await query.executeTakeFirst()) !== undefined;
}

export async function insertOrganization(tx: Tx, row: Selectable<OrganizationTable>): Promise<void> {
  enterDirectory(tx, row.id, { kind: 'organization_slug', name: row.slug });
  await tx.insertInto('organizations').values(row).execute();
}

/** The organization that the first start made; undefined before that. */
export const findFirstOrganization = (
  db: Kysely<Schema>,
): Promise<{ id: string; name: string; slug: string } | undefined> =>
  db.selectFrom('organizations').select(['id', 'name', 'slug']).orderBy('id').limit(1).executeTakeFirst();

/** What the organization calls itself. */
export const findOrganizationName = async (db: Kysely<Schema>, id: string): Promise<string> => {
  const { name } = await db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return name;
};
