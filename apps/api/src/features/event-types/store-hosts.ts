import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { EventTypeKey, EventTypeRow } from './store.ts';

/** The hosts of one event type as a table, for a lateral join: each with its place in the order of asking. */
export const hostsOfEventType = (organizationId: string, id: RawBuilder<string>) =>
  sql<{ member_id: string; position: number }>`(select member_id, position from event_type_hosts
    where organization_id = ${organizationId} and event_type_id = ${id})`;

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
  { organization_id, id: event_type_id }: EventTypeKey,
  memberIds: readonly string[],
): Promise<void> {
  const rows = memberIds.map((member_id, position) => ({
    organization_id,
    event_type_id,
    member_id,
    position,
  }));
  await tx.insertInto('event_type_hosts').values(rows).execute();
}
