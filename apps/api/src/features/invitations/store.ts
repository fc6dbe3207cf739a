import type { Kysely, Selectable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { InvitationTable, Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';

export type InvitationRow = Selectable<InvitationTable>;

/** An invitation by its key. */
export type InvitationKey = Pick<InvitationRow, 'organization_id' | 'id'>;

export const insertInvitation = async (tx: Tx, row: InvitationRow): Promise<void> => {
  await tx.insertInto('invitations').values(row).execute();
};

export const findInvitation = (
  db: Kysely<Schema>,
  { organization_id, id }: InvitationKey,
): Promise<InvitationRow | undefined> =>
  db
    .selectFrom('invitations')
    .selectAll()
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .executeTakeFirst();

export const listInvitations = (
  db: Kysely<Schema>,
  organizationId: string,
  { startingAfter, limit }: Cursor,
): Promise<InvitationRow[]> =>
  db
    .selectFrom('invitations')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .$if(startingAfter !== null, (query) => query.where('id', '<', startingAfter))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();

/** Changes an invitation that is there. Returns it as it is then. */
export const updateInvitation = (
  tx: Tx,
  { organization_id, id }: InvitationKey,
  change: Partial<Omit<InvitationRow, keyof InvitationKey>>,
): Promise<InvitationRow> =>
  tx
    .updateTable('invitations')
    .set(change)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

export const removeInvitation = async (tx: Tx, { organization_id, id }: InvitationKey): Promise<void> => {
  await tx
    .deleteFrom('invitations')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute();
};

/** How many invitations of the organization have not ended. */
export async function countOpenInvitations(tx: Tx, organizationId: string, now: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('invitations')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}
