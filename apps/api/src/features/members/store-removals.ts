import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { FailedBooking, MemberRemovalTable, Schema } from '../../db/schema.ts';
import type { OwnedKey } from '../../lib/principal.ts';

export type RemovalRow = Selectable<MemberRemovalTable>;

/** A removal by its key. */
export type RemovalKey = Pick<RemovalRow, 'organization_id' | 'id'>;

/** So many of those that failed are named. */
const namedFailures = 100;

export async function insertRemoval(tx: Tx, row: RemovalRow): Promise<void> {
  await tx
    .insertInto('member_removals')
    .values({ ...row, failed: JSON.stringify(row.failed) })
    .execute();
}

export const findRemoval = (db: Kysely<Schema>, { owner, id }: OwnedKey): Promise<RemovalRow | undefined> =>
  ofKey(db, { organization_id: owner.organizationId, id })
    .where('is_test', '=', owner.isTest)
    .executeTakeFirst();

/** One whose bookings are not dealt with yet. */
export const findUnfinishedRemoval = (db: Kysely<Schema>, key: RemovalKey): Promise<RemovalRow | undefined> =>
  ofKey(db, key).where('finished_at', 'is', null).executeTakeFirst();

const ofKey = (db: Kysely<Schema>, { organization_id, id }: RemovalKey) =>
  db
    .selectFrom('member_removals')
    .selectAll()
    .where('organization_id', '=', organization_id)
    .where('id', '=', id);

/** Counts bookings that were dealt with, in the transaction that does: up to the one by whose turn it was. */
export async function countDealtWith(
  tx: Tx,
  removal: RemovalKey,
  { bookingId, outcome, count }: { bookingId: string; outcome: 'reassigned' | 'cancelled'; count: number },
): Promise<void> {
  await update(tx, removal)
    .set((eb) => ({ [outcome]: eb(outcome, '+', count), dealt_until: bookingId }))
    .execute();
}

/** Notes a booking that stays with the member; once, whoever else finds the same. */
export async function noteFailure(
  db: Kysely<Schema>,
  removal: RemovalKey,
  failed: FailedBooking,
): Promise<void> {
  const isNamed = sql<boolean>`jsonb_array_length(failed) < ${namedFailures}`;
  await update(db, removal)
    .set((eb) => ({
      kept: eb('kept', '+', 1),
      dealt_until: failed.booking_id,
      failed: sql`case when ${isNamed} then failed || ${JSON.stringify([failed])}::jsonb else failed end`,
    }))
    .where('dealt_until', '<', failed.booking_id)
    .execute();
}

export async function finishRemoval(db: Kysely<Schema>, removal: RemovalKey, at: Date): Promise<void> {
  await update(db, removal).set({ finished_at: at }).where('finished_at', 'is', null).execute();
}

const update = (db: Kysely<Schema>, { organization_id, id }: RemovalKey) =>
  db.updateTable('member_removals').where('organization_id', '=', organization_id).where('id', '=', id);
