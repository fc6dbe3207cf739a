import type { Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { MemberTable, OrganizationTable } from '../../db/schema.ts';

export const hasOrganization = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('organizations').select('id').limit(1).executeTakeFirst()) !== undefined;

export async function insertOrganization(tx: Tx, row: Selectable<OrganizationTable>): Promise<void> {
  await tx.insertInto('organizations').values(row).execute();
}

export async function insertMember(tx: Tx, row: Selectable<MemberTable>): Promise<void> {
  await tx.insertInto('members').values(row).execute();
}
