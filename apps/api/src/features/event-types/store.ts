import { type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { hasLapsed } from '../../db/lapsed.ts';
import type { EventTypeTable, Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner } from '../../lib/principal.ts';

export type EventTypeRow = Selectable<EventTypeTable>;

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
const lapsedOf = (now: Date) => sql<number[]>`(
  select coalesce(json_agg((extract(epoch from b.created_at) * 1000)::bigint), '[]'::json) from bookings b
  where b.organization_id = e.organization_id and b.host_id = e.host_id and b.event_type_id = e.id
    and ${hasLapsed('b', now)})`;

const selectRecords = (db: Kysely<Schema>, now: Date) =>
  db
    .selectFrom('event_types as e')
    // Looked up for each: without the limit, a plan that serves organizations of any size reads all of the organization.
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('event_type_receipts')
          .select(['period_start', 'received'])
          .whereRef('organization_id', '=', 'e.organization_id')
          .whereRef('event_type_id', '=', 'e.id')
          .limit(1)
          .as('r'),
      (join) => join.onTrue(),
    )
    .selectAll('e')
    .select(['r.period_start', 'r.received', lapsedOf(now).as('lapsed')])
    .where('e.deleted_at', 'is', null);

/** Of the owner where one is given, else whoever's: the id is all that a public call knows. */
export function findEventType(
  db: Kysely<Schema>,
  { id, owner, now }: { id: string; owner: Owner | null; now: Date },
): Promise<EventTypeRecord | undefined> {
  let query = selectRecords(db, now).where('e.id', '=', id);
  if (owner)
    query = query.where('e.organization_id', '=', owner.organizationId).where('e.is_test', '=', owner.isTest);
  return query.executeTakeFirst();
}

export function listEventTypes(
  db: Kysely<Schema>,
  { owner, active, cursor, now }: { owner: Owner; active: boolean | null; cursor: Cursor; now: Date },
): Promise<EventTypeRecord[]> {
  let query = selectRecords(db, now)
    .where('e.organization_id', '=', owner.organizationId)
    .where('e.is_test', '=', owner.isTest);
  if (active !== null) query = query.where('e.active', '=', active);
  if (cursor.startingAfter !== null) query = query.where('e.id', '<', cursor.startingAfter);
  return query
    .orderBy('e.id', 'desc')
    .limit(cursor.limit + 1)
    .execute();
}

export async function insertEventType(tx: Tx, row: EventTypeRow): Promise<void> {
  await tx
    .insertInto('event_types')
    .values({
      ...row,
      weekly_hours: JSON.stringify(row.weekly_hours),
      date_overrides: JSON.stringify(row.date_overrides),
    })
    .execute();
}

export async function updateEventType(
  tx: Tx,
  { organization_id, id }: Pick<EventTypeRow, 'organization_id' | 'id'>,
  changes: Updateable<EventTypeTable>,
): Promise<void> {
  await tx
    .updateTable('event_types')
    .set(changes)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute();
}
