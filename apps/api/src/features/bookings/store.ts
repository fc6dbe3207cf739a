import { type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { BookingTable, Schema } from '../../db/schema.ts';
import type { Owner } from '../../lib/actor.ts';
import type { Cursor } from '../../lib/paging.ts';

export type BookingRow = Selectable<BookingTable>;

/** A booking with what the API shows of its event type and host. */
export interface BookingRecord extends BookingRow {
  readonly event_type_title: string;
  readonly host_name: string;
  readonly host_email: string;
}

/** A booking by its key. */
export type BookingKey = Pick<BookingRow, 'organization_id' | 'id'>;

const selectRecords = (db: Kysely<Schema>) =>
  db
    .selectFrom('bookings as b')
    .innerJoin('event_types as e', (join) =>
      join.onRef('e.organization_id', '=', 'b.organization_id').onRef('e.id', '=', 'b.event_type_id'),
    )
    .innerJoin('members as m', (join) =>
      join.onRef('m.organization_id', '=', 'b.organization_id').onRef('m.id', '=', 'b.host_id'),
    )
    .selectAll('b')
    .select(['e.title as event_type_title', 'm.name as host_name', 'm.email as host_email']);

/** Of the owner where one is given, else whoever's: the id is all that the bearer of a token knows. */
export function findBooking(
  db: Kysely<Schema>,
  { id, owner }: { id: string; owner: Owner | null },
): Promise<BookingRecord | undefined> {
  let query = selectRecords(db).where('b.id', '=', id);
  if (owner)
    query = query.where('b.organization_id', '=', owner.organizationId).where('b.is_test', '=', owner.isTest);
  return query.executeTakeFirst();
}

export interface BookingFilter {
  readonly statuses: readonly BookingRow['status'][] | null;
  readonly eventTypeId: string | null;
  readonly hostId: string | null;
  readonly inviteeEmail: string | null;
  readonly startAfter: Date | null;
  readonly startBefore: Date | null;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Up to one more than a page, newest first. */
export function listBookings(
  db: Kysely<Schema>,
  owner: Owner,
  filter: BookingFilter,
  { startingAfter, limit }: Cursor,
): Promise<BookingRecord[]> {
  const { statuses, eventTypeId, hostId, inviteeEmail, startAfter, startBefore } = filter;
  let query = selectRecords(db)
    .where('b.organization_id', '=', owner.organizationId)
    .where('b.is_test', '=', owner.isTest);
  if (statuses) query = query.where('b.status', 'in', statuses);
  if (eventTypeId !== null) query = query.where('b.event_type_id', '=', eventTypeId);
  if (hostId !== null) query = query.where('b.host_id', '=', hostId);
  if (inviteeEmail !== null)
    query = query.where(sql`lower(b.invitee_email)`, '=', sql`lower(${inviteeEmail})`);
  if (startAfter) query = query.where('b.start_at', '>=', startAfter);
  if (startBefore) query = query.where('b.start_at', '<', startBefore);
  for (const [key, value] of Object.entries(filter.metadata))
    query = query.where((eb) => eb.or(readings(value).map((each) => contains(key, each))));
  if (startingAfter !== null) query = query.where('b.id', '<', startingAfter);
  return query
    .orderBy('b.id', 'desc')
    .limit(limit + 1)
    .execute();
}

const contains = (key: string, value: unknown) =>
  sql<boolean>`b.metadata @> ${JSON.stringify({ [key]: value })}::jsonb`;

/** A value in a query string has no type: `5` is the text as well as the number. */
function readings(text: string): unknown[] {
  if (text === 'true' || text === 'false') return [text, text === 'true'];
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? [text, number] : [text];
}

export async function insertBooking(tx: Tx, row: BookingRow): Promise<void> {
  await tx
    .insertInto('bookings')
    .values({ ...row, attendees: JSON.stringify(row.attendees), metadata: JSON.stringify(row.metadata) })
    .execute();
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
