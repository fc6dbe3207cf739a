import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { newId } from '../../lib/ids.ts';
import type { EventTypeKey, EventTypeRow } from './store.ts';

/** A host with what it is to get of the bookings, and what it got. */
export interface HostRow {
  readonly member_id: string;
  /** Its place in the order of asking. */
  readonly position: number;
  readonly priority: number;
  readonly weight: number;
  readonly required: boolean;
  readonly tag: number;
  readonly bookings: number;
}

/** The hosts of one event type as a table, for a lateral join. Tags are whole numbers far below 2^53. */
export const hostsOfEventType = (organizationId: string, id: RawBuilder<string>) =>
  sql<HostRow>`(select member_id, position, priority, weight, required, tag::double precision as tag, bookings
    from event_type_hosts where organization_id = ${organizationId} and event_type_id = ${id})`;

/** Whether a member hosts the event type of a column, as the condition of a statement. */
export const isHostedBy = (
  eventTypeId: RawBuilder<string>,
  { organizationId, memberId }: { organizationId: string; memberId: string },
) =>
  sql<boolean>`${eventTypeId} in (select event_type_id from event_type_hosts
    where organization_id = ${organizationId} and member_id = ${memberId})`;

/** The members who host an event type. */
export async function listHostIds(
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeKey,
): Promise<string[]> {
  const { rows } = await sql<HostRow>`
    select member_id from ${hostsOfEventType(organization_id, sql`${id}`)} h`.execute(db);
  return rows.map(({ member_id }) => member_id);
}

/** The clock of turns of one event type as a table of at most one row, for a lateral join. */
export const rotationOfEventType = (organizationId: string, id: RawBuilder<string>) =>
  sql<{
    virtual_time: number;
  }>`(select virtual_time::double precision as virtual_time from event_type_rotations
    where organization_id = ${organizationId} and event_type_id = ${id} limit 1)`;

/** What decides about the locks of an event type's bookings. */
export interface LockedBy
  extends Pick<EventTypeRow, 'is_test' | 'booking_cap' | 'max_attendees' | 'assignment_strategy'> {
  readonly host_ids: readonly string[];
}

/** Of an event type, deleted ones too: their bookings live on. */
export async function findLockedBy(
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeKey,
): Promise<LockedBy | undefined> {
  const { rows } = await sql<LockedBy>`
    select is_test, booking_cap, max_attendees, assignment_strategy,
      array(select member_id from ${hostsOfEventType(organization_id, sql`${id}`)} h) as host_ids
    from event_types where organization_id = ${organization_id} and id = ${id}`.execute(db);
  return rows[0];
}

/** Gives a new event type its hosts, the first of them to be asked first. */
export async function insertHosts(
  tx: Tx,
  { organization_id, id: event_type_id, created_at }: EventTypeKey & Pick<EventTypeRow, 'created_at'>,
  memberIds: readonly string[],
): Promise<void> {
  const rows = memberIds.map((member_id, position) => ({
    organization_id,
    event_type_id,
    id: newId('host', created_at.getTime()),
    member_id,
    position,
    created_at,
  }));
  await tx.insertInto('event_type_hosts').values(rows).execute();
}
