import { type Kysely, type Selectable, type SelectQueryBuilder, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { insertRows } from '../../db/insert.ts';
import type { BookingTable, Schema } from '../../db/schema.ts';
import { send } from '../../db/transactions.ts';
import type { Reach } from '../../lib/principal.ts';
import type { SnapshotHost } from '../availability/index.ts';
import { alsoServing, type EventTypeKey, type ServedHosts } from '../event-types/index.ts';
import { nameOfMember } from '../members/index.ts';

export type BookingRow = Selectable<BookingTable>;

/** A host as a booking shows it. */
export interface BookingHost {
  readonly member_id: string;
  readonly name: string;
  readonly email: string;
}

/** A booking with what the API shows of its event type and hosts. */
export interface BookingRecord extends BookingRow {
  readonly event_type_title: string;
  /** Whose time it takes: `host_id`, and behind it `other_host_ids`. */
  readonly hosts: readonly [BookingHost, ...BookingHost[]];
}

/** A booking by its key. */
export type BookingKey = Pick<BookingRow, 'organization_id' | 'id'>;

/** Bookings, before they are joined with anything. */
export type BookingQuery = SelectQueryBuilder<Schema & { b: BookingTable }, 'b', BookingRow>;

/** The bookings of one organization, in both modes. */
export const selectBookings = (db: Kysely<Schema>, organizationId: string): BookingQuery =>
  db.selectFrom('bookings as b').selectAll('b').where('b.organization_id', '=', organizationId);

/**
 * Bookings of one organization with what is looked up for each. The limits keep it so: joined plainly, a plan that serves organizations of any size
 * read all event types of the organization for one booking.
 */
export const selectRecords = (
  db: Kysely<Schema>,
  { bookings, organizationId }: { bookings: BookingQuery; organizationId: string },
) =>
  db
    .selectFrom(bookings.as('b'))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('event_types')
          .select('title')
          .where('organization_id', '=', organizationId)
          .whereRef('id', '=', 'b.event_type_id')
          .limit(1)
          .as('e'),
      (join) => join.onTrue(),
    )
    .selectAll('b')
    .select(['e.title as event_type_title', hostsOf(organizationId).as('hosts')]);

const hostsOf = (organizationId: string) => sql<BookingRecord['hosts']>`(
  select json_agg(json_build_object('member_id', h.id, 'name', m.name, 'email', m.email) order by h.place)
  from unnest(array_prepend(b.host_id, b.other_host_ids)) with ordinality h (id, place)
  cross join lateral ${nameOfMember(organizationId, sql.ref('h.id'))} m)`;

/** Whose time a booking takes, the one whom it shows first. */
export const hostIdsOf = ({
  host_id,
  other_host_ids,
}: Pick<BookingRow, 'host_id' | 'other_host_ids'>): readonly string[] => [host_id, ...(other_host_ids ?? [])];

/** How the booking shows a host. */
export const bookingHost = ({ id, name, email }: SnapshotHost): BookingHost => ({
  member_id: id,
  name,
  email,
});

/** Whether the same hold the one and the other, whoever is shown first. */
export const isHeldBySame = (one: BookingRecord['hosts'], other: BookingRecord['hosts']): boolean =>
  one.length === other.length &&
  one.every(({ member_id: id }) => other.some(({ member_id }) => member_id === id));

/** The event type of a booking, by its key. */
export const eventTypeOf = ({
  organization_id,
  event_type_id,
}: Pick<BookingRow, 'organization_id' | 'event_type_id'>): EventTypeKey => ({
  organization_id,
  id: event_type_id,
});

export function findBooking(
  db: Kysely<Schema>,
  { id, owner: { organizationId, isTest } }: { id: string; owner: Reach },
): Promise<BookingRecord | undefined> {
  const ofEither = selectBookings(db, organizationId).where('b.id', '=', id);
  const bookings = isTest === null ? ofEither : ofEither.where('b.is_test', '=', isTest);
  return selectRecords(db, { bookings, organizationId }).executeTakeFirst();
}

/** Those of the organization's bookings that exist, in both modes. */
export function findBookings(
  db: Kysely<Schema>,
  organizationId: string,
  ids: readonly string[],
): Promise<BookingRecord[]> {
  const bookings = selectBookings(db, organizationId).where('b.id', '=', sql<string>`any(${ids}::text[])`);
  return selectRecords(db, { bookings, organizationId }).execute();
}

/** The live bookings that share the slot of one, and it itself. */
export function findSharing(
  tx: Tx,
  {
    organization_id: organizationId,
    is_test,
    allocation_id,
    start_at,
  }: Pick<BookingRow, 'organization_id' | 'is_test' | 'allocation_id' | 'start_at'>,
): Promise<BookingRecord[]> {
  const bookings = selectBookings(tx, organizationId)
    .where('b.is_test', '=', is_test)
    .where('b.start_at', '=', start_at)
    .where('b.allocation_id', '=', allocation_id)
    .where('b.status', '<>', 'cancelled');
  return selectRecords(tx, { bookings, organizationId }).execute();
}

/** Inserts the booking, and counts it for its hosts. */
export function sendBooking(tx: Tx, row: BookingRow, served: ServedHosts): void {
  const values = {
    ...row,
    attendees: JSON.stringify(row.attendees),
    metadata: JSON.stringify(row.metadata),
    assignment: row.assignment && JSON.stringify(row.assignment),
  };
  send(tx, alsoServing(insertRows('bookings', values), served));
}

type BookingChanges = Omit<Updateable<BookingTable>, 'assignment'> & Partial<Pick<BookingRow, 'assignment'>>;

/** True when the booking was still live and at the revision that the change was decided on. */
export async function updateLiveBooking(
  tx: Tx,
  { organization_id, id, revision }: Pick<BookingRow, 'organization_id' | 'id' | 'revision'>,
  { assignment, ...changes }: BookingChanges,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bookings')
    .set({
      ...changes,
      ...(assignment !== undefined && { assignment: assignment && JSON.stringify(assignment) }),
    })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('status', '<>', 'cancelled')
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/**
 * True when all of the bookings, which are of one organization, were still unpaid and at the revision that the change was
 * decided on; each gets the next.
 */
export async function updateUnpaidBookings(
  tx: Tx,
  { organizationId, bookings }: { organizationId: string; bookings: readonly BookingRow[] },
  changes: Omit<Updateable<BookingTable>, 'revision'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('bookings')
    .from(
      sql<{ id: string; revision: number }>`unnest(
        ${bookings.map(({ id }) => id)}::text[],
        ${bookings.map(({ revision }) => revision)}::integer[])`.as<'seen'>(sql`seen (id, revision)`),
    )
    .set((eb) => ({ ...changes, revision: eb('bookings.revision', '+', 1) }))
    .where('bookings.organization_id', '=', organizationId)
    .whereRef('bookings.id', '=', 'seen.id')
    .whereRef('bookings.revision', '=', 'seen.revision')
    .where('status', '=', 'pending_payment')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === BigInt(bookings.length);
}
