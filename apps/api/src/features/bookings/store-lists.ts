import { type Kysely, type RawBuilder, sql } from 'kysely';
import { plannedForItsValues } from '../../db/planned-for-values.ts';
import type { Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner } from '../../lib/principal.ts';
import { isHostedBy } from '../event-types/index.ts';
import {
  type BookingQuery,
  type BookingRecord,
  type BookingRow,
  selectBookings,
  selectRecords,
} from './store.ts';

export interface BookingFilter {
  readonly statuses: readonly BookingRow['status'][] | null;
  readonly eventTypeId: string | null;
  readonly hostId: string | null;
  /** A member whose own alone are listed: what they host, and what is booked of event types that they host. */
  readonly ofMemberId: string | null;
  readonly externalId: string | null;
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
  cursor: Cursor,
): Promise<BookingRecord[]> {
  const byStart = filter.startAfter !== null || filter.startBefore !== null;
  const page = byStart
    ? pageByStart(db, owner, filter, cursor)
    : pageOf(filter, { within: ofOwner(db, owner, filter.ofMemberId), cursor });
  // Cut before it is joined: else few bookings were matched with every event type there is.
  const { organizationId } = owner;
  const query = selectRecords(db, { bookings: page, organizationId }).orderBy('b.id', 'desc');
  const { metadata, ...columns } = filter;
  const isFiltered = [...Object.values(columns), ...Object.values(metadata)].some((each) => each !== null);
  return (isFiltered ? query.modifyFront(sql.raw(plannedForItsValues)) : query).execute();
}

function ofOwner(db: Kysely<Schema>, owner: Owner, ofMemberId: string | null): BookingQuery {
  const { organizationId, isTest } = owner;
  const all = selectBookings(db, organizationId).where('b.is_test', '=', isTest);
  if (ofMemberId === null) return all;
  return all.where(
    sql<boolean>`(b.host_id = ${ofMemberId} or b.other_host_ids @> array[${ofMemberId}]::text[]
      or ${isHostedBy(sql`b.event_type_id`, { organizationId, memberId: ofMemberId })})`,
  );
}

/** A page of what the filter finds in `within`, in which no host is looked at. */
function pageOf(
  filter: BookingFilter,
  { within, cursor }: { within: BookingQuery; cursor: Cursor },
): BookingQuery {
  const page = newest(matching(within, filter), cursor);
  const { hostId } = filter;
  return hostId === null ? page : page.where(holds(hostId, { page, cursor }));
}

/**
 * Whether the host holds the booking, alone or with others: one of the newest of each kind. Each of the two has an index of
 * its own, and only the first has the order of ids.
 */
function holds(hostId: string, { page, cursor }: { page: BookingQuery; cursor: Cursor }) {
  const ids = page.clearSelect().select('b.id');
  const shown = ids.where('b.host_id', '=', hostId);
  const beside = ids.where(sql<boolean>`b.other_host_ids @> array[${hostId}]::text[]`);
  return sql<boolean>`b.id = any(array(select id from ((${shown}) union all (${beside})) held
    order by id desc limit ${cursor.limit + 1}))`;
}

function matching(within: BookingQuery, filter: BookingFilter): BookingQuery {
  const { statuses, eventTypeId, externalId, inviteeEmail, startAfter, startBefore } = filter;
  let query = within;
  if (statuses) query = query.where('b.status', 'in', statuses);
  if (eventTypeId !== null) query = query.where('b.event_type_id', '=', eventTypeId);
  if (externalId !== null) query = query.where('b.external_id', '=', externalId);
  if (inviteeEmail !== null)
    query = query.where(sql`lower(b.invitee_email)`, '=', sql`lower(${inviteeEmail})`);
  if (startAfter) query = query.where('b.start_at', '>=', startAfter);
  if (startBefore) query = query.where('b.start_at', '<', startBefore);
  for (const [key, value] of Object.entries(filter.metadata))
    query = query.where((eb) => eb.or(readings(value).map((each) => contains(key, each))));
  return query;
}

const newest = (query: BookingQuery, { startingAfter, limit }: Cursor): BookingQuery =>
  (startingAfter === null ? query : query.where('b.id', '<', startingAfter))
    .orderBy('b.id', 'desc')
    .limit(limit + 1);

/** The 60 days that a start lies in, counted from a fixed instant: the expression of the index `bookings_by_start_span`. */
const spanOf = (start: RawBuilder<unknown>) =>
  sql`date_bin('1440 hours', ${start}, timestamptz '2000-01-01 00:00:00+00')`;

/**
 * A page of what starts in a range. No index has the order of ids and the order of starts, and who walked down the
 * ids passed over all the years after the range; so the newest of every 60 days are taken, and of those the newest.
 * Only ids are, which their index holds with the starts, and of the page the rest.
 */
function pageByStart(db: Kysely<Schema>, owner: Owner, filter: BookingFilter, cursor: Cursor): BookingQuery {
  const { startAfter, startBefore } = filter;
  const mine = sql`organization_id = ${owner.organizationId} and is_test = ${owner.isTest}`;
  const within = ofOwner(db, owner, filter.ofMemberId).where(sql<boolean>`${spanOf(sql`b.start_at`)} = span`);
  const ofSpan = pageOf(filter, { within, cursor }).clearSelect().select('b.id');
  const ids = sql<string[]>`array(
    select newest.id from (select
        (select start_at from bookings where ${mine} order by start_at limit 1) as first,
        (select start_at from bookings where ${mine} order by start_at desc limit 1) as last) as ends,
      generate_series(${spanOf(sql`greatest(${startAfter}::timestamptz, first)`)},
        least(${startBefore}::timestamptz, last), interval '1440 hours') as span,
      lateral (${ofSpan}) as newest
    order by newest.id desc limit ${cursor.limit + 1})`;
  return ofOwner(db, owner, filter.ofMemberId).where('b.id', '=', sql<string>`any(${ids})`);
}

const contains = (key: string, value: unknown) =>
  sql<boolean>`b.metadata @> ${JSON.stringify({ [key]: value })}::jsonb`;

/** A number as JSON writes it (RFC 8259 section 6); `0x10`, ` 5` and an empty text are none. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A value in a query string has no type: `5` is the text as well as the number. */
function readings(text: string): unknown[] {
  if (text === 'true' || text === 'false') return [text, text === 'true'];
  const number = jsonNumber.test(text) ? Number(text) : Number.NaN;
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? [text, number] : [text];
}

/** The id of the booking with this id of the caller's. */
export async function findBookingId(
  db: Kysely<Schema>,
  owner: Owner,
  externalId: string,
): Promise<string | undefined> {
  const row = await ofOwner(db, owner, null)
    .clearSelect()
    .select('b.id')
    .where('b.external_id', '=', externalId)
    .executeTakeFirst();
  return row?.id;
}
