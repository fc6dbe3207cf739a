import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { MemberTable, Schema } from '../../db/schema.ts';

type MemberRow = Selectable<MemberTable>;

/** How people know a member. */
export type MemberName = Pick<MemberRow, 'name' | 'email'>;

export async function insertMember(tx: Tx, row: MemberRow): Promise<void> {
  await tx.insertInto('members').values(row).execute();
}

/** Who answers for the organization: its owner, of several the first. */
export const findOwner = (
  db: Kysely<Schema>,
  organizationId: string,
): Promise<Pick<MemberRow, 'id' | 'name' | 'email'>> =>
  db
    .selectFrom('members')
    .select(['id', 'name', 'email'])
    .where('organization_id', '=', organizationId)
    .where('role', '=', sql.lit('owner'))
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();

/**
 * The name of one member as a table, for a lateral join: what is read in one statement shows whose it is. The limit keeps
 * it a look-up: joined plainly, a plan that serves organizations of any size reads all members of the organization.
 */
export const nameOfMember = (organizationId: string, id: RawBuilder<string>) =>
  sql<MemberName>`(select name, email from members where organization_id = ${organizationId} and id = ${id} limit 1)`;
