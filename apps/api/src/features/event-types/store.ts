import { type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { hasLapsed } from '../../db/lapsed.ts';
import { enterDirectory } from '../../db/organization-directory.ts';
import type { EventTypeTable, Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner, Reach } from '../../lib/principal.ts';

export type EventTypeRow = Selectable<EventTypeTable>;

/** An event type by its key. */
export type EventTypeKey = Pick<EventTypeRow, 'organization_id' | 'id'>;

/** An event type with what is stored of the bookings it received. */
export interface EventTypeRecord extends EventTypeRow {
  readonly period_start: Date | null;
  readonly received: number | null;
  /** Epoch milliseconds at which lapsed unpaid bookings were made. */
  readonly lapsed: readonly number[];
}

/**
 * Creation instants of the event type's unpaid bookings whose time is over by `now`. It reads a table of the bookings
 * feature, because what decides about a slot is read by one statement.
 */
const lapsedOf = (organizationId: string, now: Date) => sql<number[]>`(
  select coalesce(json_agg((extract(epoch from b.created_at) * 1000)::bigint), '[]'::json) from bookings b
  where b.organization_id = ${organizationId} and b.is_test = e.is_test and b.event_type_id = e.id
    and ${hasLapsed('b', now)})`;

const selectRecords = (db: Kysely<Schema>, organizationId: string, now: Date) =>
  db
    .selectFrom('event_types as e')
    // Looked up for each: without the limit, a plan that serves organizations of any size reads all of the organization.
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('event_type_receipts')
          .select(['period_start', 'received'])
          .where('organization_id', '=', organizationId)
          .whereRef('event_type_id', '=', 'e.id')
          .limit(1)
          .as('r'),
      (join) => join.onTrue(),
    )
    .selectAll('e')
    .select(['r.period_start', 'r.received', lapsedOf(organizationId, now).as('lapsed')])
    .where('e.organization_id', '=', organizationId)
    .where('e.deleted_at', 'is', null);

export function findEventType(
  db: Kysely<Schema>,
  { id, owner: { organizationId, isTest }, now }: { id: string; owner: Reach; now: Date },
): Promise<EventTypeRecord | undefined> {
  let query = selectRecords(db, organizationId, now).where('e.id', '=', id);
  if (isTest !== null) query = query.where('e.is_test', '=', isTest);
  return query.executeTakeFirst();
}

interface EventTypeAsked {
  readonly owner: Owner;
  /** Null: of any. */
  readonly active: boolean | null;
  readonly externalId: string | null;
  readonly cursor: Cursor;
  readonly now: Date;
}

export function listEventTypes(
  db: Kysely<Schema>,
  { owner, active, externalId, cursor, now }: EventTypeAsked,
): Promise<EventTypeRecord[]> {
  let query = selectRecords(db, owner.organizationId, now).where('e.is_test', '=', owner.isTest);
  if (active !== null) query = query.where('e.active', '=', active);
  if (externalId !== null) query = query.where('e.external_id', '=', externalId);
  if (cursor.startingAfter !== null) query = query.where('e.id', '<', cursor.startingAfter);
  return query
    .orderBy('e.id', 'desc')
    .limit(cursor.limit + 1)
    .execute();
}

export async function insertEventType(tx: Tx, row: EventTypeRow): Promise<void> {
  enterDirectory(tx, row.organization_id, { kind: 'event_type', name: row.id });
  await tx
    .insertInto('event_types')
    .values({
      ...row,
      notifications: JSON.stringify(row.notifications),
      weekly_hours: JSON.stringify(row.weekly_hours),
      date_overrides: JSON.stringify(row.date_overrides),
    })
    .execute();
}

export async function updateEventType(
  tx: Tx,
  { organization_id, id }: EventTypeKey,
  changes: Updateable<EventTypeTable>,
): Promise<void> {
  await tx
    .updateTable('event_types')
    .set(changes)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute();
}

/** Until when its bookings can be changed, also of one that is deleted; undefined where there is none. */
export const findCutOffs = (
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeKey,
): Promise<Pick<EventTypeRow, 'cancel_cutoff_minutes' | 'reschedule_cutoff_minutes'> | undefined> =>
  db
    .selectFrom('event_types')
    .select(['cancel_cutoff_minutes', 'reschedule_cutoff_minutes'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .executeTakeFirst();

/** The time zone of its hours, also of one that is deleted; undefined where there is none. */
export async function findTimezone(
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeKey,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('event_types')
    .select('timezone')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.timezone;
}

/** The id of the event type with this id of the caller's, deleted ones aside. */
export async function findEventTypeId(
  db: Kysely<Schema>,
  { organizationId, isTest }: Owner,
  externalId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('event_types')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest)
    .where('external_id', '=', externalId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}
