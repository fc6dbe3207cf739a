import { type Kysely, type Selectable, type SelectQueryBuilder, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { insertRows } from '../../db/insert.ts';
import type { BookingTable, Schema } from '../../db/schema.ts';
import { send } from '../../db/transactions.ts';
import type { Owner } from '../../lib/principal.ts';
import { nameOfMember } from '../members/index.ts';

export type BookingRow = Selectable<BookingTable>;

/** A booking with what the API shows of its event type and host. */
export interface BookingRecord extends BookingRow {
  readonly event_type_title: string;
  readonly host_name: string;
  readonly host_email: string;
}

/** A booking by its key. */
export type BookingKey = Pick<BookingRow, 'organization_id' | 'id'>;

/** Bookings, before they are joined with anything. */
export type BookingQuery = SelectQueryBuilder<Schema & { b: BookingTable }, 'b', BookingRow>;

export const selectBookings = (db: Kysely<Schema>): BookingQuery =>
  db.selectFrom('bookings as b').selectAll('b');

/**
 * With what is looked up for each. The limits keep it so: joined plainly, a plan that serves organizations of any size
 * read all event types of the organization for one booking.
 */
export const selectRecords = (db: Kysely<Schema>, bookings: BookingQuery) =>
  db
    .selectFrom(bookings.as('b'))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('event_types')
          .select('title')
          .whereRef('organization_id', '=', 'b.organization_id')
          .whereRef('id', '=', 'b.event_type_id')
          .limit(1)
          .as('e'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(nameOfMember(sql.ref('b.organization_id'), sql.ref('b.host_id')).as('m'), (join) =>
      join.onTrue(),
    )
    .selectAll('b')
    .select(['e.title as event_type_title', 'm.name as host_name', 'm.email as host_email']);

export const ofOwner = (query: BookingQuery, { organizationId, isTest }: Owner): BookingQuery =>
  query.where('b.organization_id', '=', organizationId).where('b.is_test', '=', isTest);

/** Of the owner where one is given, else whoever's: the id is all that the bearer of a token knows. */
export function findBooking(
  db: Kysely<Schema>,
  { id, owner }: { id: string; owner: Owner | null },
): Promise<BookingRecord | undefined> {
  const query = selectBookings(db).where('b.id', '=', id);
  return selectRecords(db, owner ? ofOwner(query, owner) : query).executeTakeFirst();
}

/** Those of the bookings that exist, whoever's. */
export const findBookings = (db: Kysely<Schema>, ids: readonly string[]): Promise<BookingRecord[]> =>
  selectRecords(db, selectBookings(db).where('b.id', '=', sql<string>`any(${ids}::text[])`)).execute();

/** The same of one organization, in both modes. */
export const findBookingsOf = (
  db: Kysely<Schema>,
  organizationId: string,
  ids: readonly string[],
): Promise<BookingRecord[]> =>
  selectRecords(
    db,
    selectBookings(db)
      .where('b.organization_id', '=', organizationId)
      .where('b.id', '=', sql<string>`any(${ids}::text[])`),
  ).execute();

export function insertBooking(tx: Tx, row: BookingRow): void {
  const values = {
    ...row,
    attendees: JSON.stringify(row.attendees),
    metadata: JSON.stringify(row.metadata),
  };
  send(tx, insertRows('bookings', values));
}

/** True when the booking was still live and at the revision that the change was decided on. */
export async function updateLiveBooking(
  tx: Tx,
  { organization_id, id, revision }: Pick<BookingRow, 'organization_id' | 'id' | 'revision'>,
  changes: Updateable<BookingTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bookings')
    .set(changes)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('status', '<>', 'cancelled')
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** True when all of the bookings were still unpaid and at the revision that the change was decided on; each gets the next. */
export async function updateUnpaidBookings(
  tx: Tx,
  bookings: readonly BookingRow[],
  changes: Omit<Updateable<BookingTable>, 'revision'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bookings')
    .from(
      sql<{ organization_id: string; id: string; revision: number }>`unnest(
        ${bookings.map((each) => each.organization_id)}::text[], ${bookings.map(({ id }) => id)}::text[],
        ${bookings.map(({ revision }) => revision)}::integer[])`.as<'seen'>(
        sql`seen (organization_id, id, revision)`,
      ),
    )
    .set((eb) => ({ ...changes, revision: eb('bookings.revision', '+', 1) }))
    .whereRef('bookings.organization_id', '=', 'seen.organization_id')
    .whereRef('bookings.id', '=', 'seen.id')
    .whereRef('bookings.revision', '=', 'seen.revision')
    .where('status', '=', 'pending_payment')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === BigInt(bookings.length);
}
