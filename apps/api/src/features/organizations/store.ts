import type { Kysely, Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { enterDirectory } from '../../db/organization-directory.ts';
import type { MemberTable, OrganizationTable, Schema } from '../../db/schema.ts';

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

export async function insertMember(tx: Tx, row: Selectable<MemberTable>): Promise<void> {
  await tx.insertInto('members').values(row).execute();
}

/** The organization that the first start made, with its owner; undefined before that. */
export const findFirstOrganization = (
  db: Kysely<Schema>,
): Promise<{ name: string; slug: string; ownerName: string; ownerEmail: string } | undefined> =>
  db
    .selectFrom('organizations as o')
    .innerJoin('members as m', 'm.organization_id', 'o.id')
    .select(['o.name', 'o.slug', 'm.name as ownerName', 'm.email as ownerEmail'])
    .where('m.role', '=', 'owner')
    .orderBy('o.id')
    .orderBy('m.id')
    .limit(1)
    .executeTakeFirst();
