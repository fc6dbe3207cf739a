import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { EventTypeHostTable, Schema } from '../../db/schema.ts';
import { newId } from '../../lib/ids.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { hostOfMember, type MemberKey, nameOfMember } from '../members/index.ts';
import type { OfferedHost } from './rules.ts';
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

/** What a caller sets of a host. */
export type HostSettings = Pick<EventTypeHostRow, 'member_id' | 'priority' | 'weight' | 'required'>;

/** The same with its place in the order of asking. */
export type PlacedHost = HostSettings & Pick<EventTypeHostRow, 'position'>;

type EventTypeHostRow = Selectable<EventTypeHostTable>;

/** A host as it is shown. */
export interface HostRecord extends Omit<EventTypeHostRow, 'tag'> {
  readonly member_name: string;
  readonly member_email: string;
}

/** The hosts of an event type, in the order in which they were named. */
export async function listHosts(
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeKey,
): Promise<HostRecord[]> {
  const { rows } = await sql<HostRecord>`
    select h.*, m.name as member_name, m.email as member_email
    from event_type_hosts h cross join lateral ${nameOfMember(organization_id, sql.ref('h.member_id'))} m
    where h.organization_id = ${organization_id} and h.event_type_id = ${id}
    order by h.position, h.id`.execute(db);
  return rows;
}

/** The hosts of an event type as they decide whom a visitor meets, in the order in which they were named. */
export async function listHostsOffered(
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeKey,
): Promise<(OfferedHost & { readonly member_id: string; readonly name: string })[]> {
  const { rows } = await sql<OfferedHost & { member_id: string; name: string }>`
    select h.member_id, m.name, m.is_active, h.required, e.assignment_strategy, e.allow_host_choice
    from event_types e
    cross join lateral (select member_id, required, position, id from event_type_hosts
      where organization_id = ${organization_id} and event_type_id = e.id) h
    cross join lateral ${hostOfMember(organization_id, sql.ref('h.member_id'))} m
    where e.organization_id = ${organization_id} and e.id = ${id}
    order by h.position, h.id`.execute(db);
  return rows;
}

/** The event types of the owner's mode that a member is a host of. */
export async function listHostedBy(
  db: Kysely<Schema>,
  { owner: { organizationId, isTest }, id }: OwnedKey,
): Promise<EventTypeKey[]> {
  const { rows } = await sql<EventTypeKey>`
    select e.organization_id, e.id from event_type_hosts h
    cross join lateral (select organization_id, id from event_types
      where organization_id = ${organizationId} and id = h.event_type_id and is_test = ${isTest}
        and deleted_at is null limit 1) e
    where h.organization_id = ${organizationId} and h.member_id = ${id} order by e.id`.execute(db);
  return rows;
}

/** Gives an event type new hosts, 100 at most. */
export async function insertHosts(
  tx: Tx,
  { organization_id, id: event_type_id }: EventTypeKey,
  { hosts, now }: { hosts: readonly PlacedHost[]; now: number },
): Promise<void> {
  if (hosts.length === 0) return;
  const rows = hosts.map((host) => ({
    ...host,
    organization_id,
    event_type_id,
    id: newId('host', now),
    created_at: new Date(now),
  }));
  await tx.insertInto('event_type_hosts').values(rows).execute();
}

export async function updateHost(
  tx: Tx,
  { organization_id, event_type_id, id }: Pick<EventTypeHostRow, 'organization_id' | 'event_type_id' | 'id'>,
  changes: Partial<HostSettings> & { readonly position?: number },
): Promise<void> {
  await tx
    .updateTable('event_type_hosts')
    .set(changes)
    .where('organization_id', '=', organization_id)
    .where('event_type_id', '=', event_type_id)
    .where('id', '=', id)
    .execute();
}

export async function deleteHosts(
  tx: Tx,
  { organization_id, id }: EventTypeKey,
  hostIds: readonly string[],
): Promise<void> {
  await tx
    .deleteFrom('event_type_hosts')
    .where('organization_id', '=', organization_id)
    .where('event_type_id', '=', id)
    .where('id', '=', sql<string>`any(${hostIds}::text[])`)
    .execute();
}

/**
 * Takes a member from the hosts of event types that have others: where it is the only one, nothing is offered. Returns the
 * event types that have it no more.
 */
export async function removeHostWhereOthersAre(
  tx: Tx,
  { organization_id, id: member_id }: MemberKey,
): Promise<EventTypeKey[]> {
  return tx
    .deleteFrom('event_type_hosts as h')
    .where('h.organization_id', '=', organization_id)
    .where('h.member_id', '=', member_id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event_type_hosts as other')
          .select('other.id')
          .where('other.organization_id', '=', organization_id)
          .whereRef('other.event_type_id', '=', 'h.event_type_id')
          .where('other.member_id', '<>', member_id),
      ),
    )
    .returning(['h.organization_id', 'h.event_type_id as id'])
    .execute();
}
