import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { Owner } from '../../lib/actor.ts';

/** The hosts of one event type as a table, for a lateral join: each with its place in the order of asking. */
export const hostsOfEventType = (organizationId: RawBuilder<string>, id: RawBuilder<string>) =>
  sql<{ member_id: string; position: number }>`(select member_id, position from event_type_hosts
    where organization_id = ${organizationId} and event_type_id = ${id})`;

/** What decides about the locks of an event type's bookings. */
export interface LockedBy {
  readonly is_test: boolean;
  readonly booking_cap: number | null;
  readonly max_attendees: number;
  readonly assignment_strategy: 'round_robin' | 'collective';
  readonly host_ids: readonly string[];
}

/** Of an event type, deleted ones too: their bookings live on. Of the owner where one is given, else whoever's. */
export async function findLockedBy(
  db: Kysely<Schema>,
  { id, owner }: { id: string; owner: Owner | null },
): Promise<LockedBy | undefined> {
  const { rows } = await sql<LockedBy>`
    select e.is_test, e.booking_cap, e.max_attendees, e.assignment_strategy,
      array(select member_id from ${hostsOfEventType(sql.ref('e.organization_id'), sql.ref('e.id'))} h) as host_ids
    from event_types e
    where e.id = ${id} ${owner ? sql`and e.organization_id = ${owner.organizationId} and e.is_test = ${owner.isTest}` : sql``}
  `.execute(db);
  return rows[0];
}

/** Gives a new event type its hosts, the first of them to be asked first. */
export async function insertHosts(
  tx: Tx,
  { organization_id, id }: { organization_id: string; id: string },
  memberIds: readonly string[],
): Promise<void> {
  await tx
    .insertInto('event_type_hosts')
    .values(
      memberIds.map((member_id, position) => ({ organization_id, event_type_id: id, member_id, position })),
    )
    .execute();
}
