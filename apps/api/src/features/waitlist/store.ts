import type { WaitlistStatus } from '@astrocal/contract';
import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { plannedForItsValues } from '../../db/planned-for-values.ts';
import type { Schema, WaitlistEntryTable } from '../../db/schema.ts';
import { lotSize } from '../../lib/lots.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner, Reach } from '../../lib/principal.ts';
import { type EventTypeKey, isHostedBy } from '../event-types/index.ts';

export type EntryRow = Selectable<WaitlistEntryTable>;

/** An entry with its place in line: of now while it waits, afterwards as it was on joining. */
export interface EntryRecord extends EntryRow {
  readonly position: number;
}

export type EntryKey = Pick<EntryRow, 'organization_id' | 'id'>;

/** The line of an event type. */
export interface LineKey {
  readonly organizationId: string;
  readonly eventTypeId: string;
}

/** The event type of the line. */
export const keyOf = ({ organizationId, eventTypeId }: LineKey): EventTypeKey => ({
  organization_id: organizationId,
  id: eventTypeId,
});

/** Those who wait. Whose time is over waits no longer, even before the job that writes it down. */
export const isWaiting = (now: Date) => sql<boolean>`status = 'waiting' and expires_at > ${now}`;

/** Earlier entries that could take what this one waits for; `any` could take whatever it is. */
const countBefore = (organizationId: string, now: Date) => sql<number>`(
  select count(*)::integer from waitlist_entries before
  where before.organization_id = ${organizationId} and before.event_type_id = w.event_type_id
    and before.status = 'waiting' and before.place < w.place and before.expires_at > ${now}
    and (w.start_at is null or before.start_at is null or before.start_at = w.start_at))`;

type EntryQuery = SelectQueryBuilder<Schema, 'waitlist_entries', EntryRow>;

/** Entries of one organization with their positions, newest first; cut before positions are counted. */
const selectRecords = (
  db: Kysely<Schema>,
  { entries, organizationId, now }: { entries: EntryQuery; organizationId: string; now: Date },
) =>
  db
    .selectFrom(entries.as('w'))
    .selectAll('w')
    .select(
      sql<number>`case when w.status = 'waiting' and w.expires_at > ${now}
        then 1 + ${countBefore(organizationId, now)} else w.joined_position end`.as('position'),
    )
    .orderBy('w.id', 'desc');

export function findEntry(
  db: Kysely<Schema>,
  { id, owner: { organizationId, isTest }, now }: { id: string; owner: Reach; now: Date },
): Promise<EntryRecord | undefined> {
  let entries = db
    .selectFrom('waitlist_entries')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id);
  if (isTest !== null) entries = entries.where('is_test', '=', isTest);
  return selectRecords(db, { entries, organizationId, now }).executeTakeFirst();
}

export interface EntryFilter {
  readonly eventTypeId: string | null;
  readonly status: WaitlistStatus | null;
  /** A member: of event types that they host alone. */
  readonly ofMemberId: string | null;
}

/** Up to one more than a page, newest first. */
export function listEntries(
  db: Kysely<Schema>,
  { organizationId, isTest }: Owner,
  { filter, cursor, now }: { filter: EntryFilter; cursor: Cursor; now: Date },
): Promise<EntryRecord[]> {
  let page = db
    .selectFrom('waitlist_entries')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest);
  if (filter.eventTypeId !== null) page = page.where('event_type_id', '=', filter.eventTypeId);
  if (filter.ofMemberId !== null)
    page = page.where(isHostedBy(sql`event_type_id`, { organizationId, memberId: filter.ofMemberId }));
  if (filter.status === 'waiting') page = page.where(isWaiting(now));
  else if (filter.status === 'expired')
    page = page
      .where('status', 'in', ['expired', 'waiting'])
      .where((eb) => eb.or([eb('status', '=', 'expired'), eb('expires_at', '<=', now)]));
  else if (filter.status !== null) page = page.where('status', '=', filter.status);
  if (cursor.startingAfter !== null) page = page.where('id', '<', cursor.startingAfter);
  page = page.orderBy('id', 'desc').limit(cursor.limit + 1);
  return selectRecords(db, { entries: page, organizationId, now })
    .modifyFront(sql.raw(plannedForItsValues))
    .execute();
}

/** The last place that was given, and how many wait before a newcomer with this wish. */
export async function findEndOfLine(
  tx: Tx,
  { organizationId, eventTypeId }: LineKey,
  { start, now }: { start: Date | null; now: Date },
): Promise<{ last: number; before: number }> {
  const ofEventType = sql`organization_id = ${organizationId} and event_type_id = ${eventTypeId}`;
  const { rows } = await sql<{ last: number; before: number }>`
    select coalesce((select max(place) from waitlist_entries where ${ofEventType}), 0) as last,
      (select count(*)::integer from waitlist_entries
        where ${ofEventType} and ${isWaiting(now)}
          and (${start}::timestamptz is null or start_at is null or start_at = ${start})) as before`.execute(
    tx,
  );
  return rows[0] as { last: number; before: number };
}

export async function insertEntry(tx: Tx, row: EntryRow): Promise<void> {
  await tx.insertInto('waitlist_entries').values(row).execute();
}

/** The entry, kept for this transaction; undefined when it waits no longer. */
export const takeWaiting = (tx: Tx, { organizationId }: Pick<LineKey, 'organizationId'>, id: string) =>
  tx
    .selectFrom('waitlist_entries')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .forUpdate()
    .executeTakeFirst();

/** True when the entry was still waiting. */
export async function endEntry(
  tx: Tx,
  { organization_id, id }: EntryKey,
  changes: Pick<EntryRow, 'status' | 'booking_id' | 'updated_at'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('waitlist_entries')
    .set(changes)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Whose wait ends: of those whose time is over everybody, or whoever has this wish; or everybody, over or not. */
export type Ending = 'due' | 'all' | { readonly email: string; readonly start: Date | null };

/** Ends up to a lot of those who wait for the event type. One that was full may have left others behind. */
export function expireWaiting(
  tx: Tx,
  { organizationId, eventTypeId }: LineKey,
  { who, now }: { who: Ending; now: Date },
): Promise<EntryRow[]> {
  const line = tx
    .selectFrom('waitlist_entries')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('event_type_id', '=', eventTypeId)
    .where('status', '=', 'waiting')
    .$if(who !== 'all', (query) => query.where('expires_at', '<=', now))
    .$if(typeof who === 'object', (query) => query.where(hasWish(who)))
    .orderBy('place')
    .limit(lotSize);
  return tx
    .updateTable('waitlist_entries')
    .set({ status: 'expired', expires_at: sql<Date>`least(expires_at, ${now})`, updated_at: now })
    .where('organization_id', '=', organizationId)
    .where('event_type_id', '=', eventTypeId)
    .where('status', '=', 'waiting')
    .where('id', '=', sql<string>`any(array(${line}))`)
    .returningAll()
    .execute();
}

const hasWish = (who: Ending) =>
  typeof who === 'object'
    ? sql<boolean>`lower(invitee_email) = lower(${who.email}) and start_at is not distinct from ${who.start}`
    : sql<boolean>`true`;
