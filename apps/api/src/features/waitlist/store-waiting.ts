import { type Kysely, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { Owner } from '../../lib/principal.ts';
import { type EventTypeKey, hostsOfEventType } from '../event-types/index.ts';
import type { Hosted, Wish } from './rules.ts';
import { isWaiting, type LineKey } from './store.ts';

/** Somebody in line. */
export interface Waiting extends Wish {
  readonly id: string;
  readonly email: string;
  readonly joinedAt: number;
}

/** Those who wait for the event type, the first first. */
export async function findLine(
  db: Kysely<Schema>,
  { organizationId, eventTypeId }: LineKey,
  now: Date,
): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('waitlist_entries')
    .select(['id', 'invitee_email', 'start_at', 'duration_minutes', 'created_at'])
    .where('organization_id', '=', organizationId)
    .where('event_type_id', '=', eventTypeId)
    .where(isWaiting(now))
    .orderBy('place')
    .execute();
  return rows.map(({ id, invitee_email, start_at, duration_minutes, created_at }) => ({
    id,
    email: invitee_email,
    start: start_at?.getTime() ?? null,
    durationMinutes: duration_minutes,
    joinedAt: created_at.getTime(),
  }));
}

/** The event types that somebody waits for, each with its hosts. */
export async function findWaitedFor(
  db: Kysely<Schema>,
  { organizationId, isTest }: Owner,
): Promise<Hosted[]> {
  const { rows } = await sql<Hosted>`
    select waited.id as "eventTypeId", h.member_id as "hostId" from (
      select distinct event_type_id as id from waitlist_entries
      where organization_id = ${organizationId} and is_test = ${isTest} and status = 'waiting') waited,
      lateral ${hostsOfEventType(organizationId, sql.ref('waited.id'))} h
    order by waited.id`.execute(db);
  return rows;
}

/** The host whom a booking shows that gave its time up, and the event type that it was for: it may have had all its hosts. */
export interface Freeing {
  readonly hostId: string;
  readonly eventTypeId: string;
  readonly isTest: boolean;
}

/** Those of the hosts who may have been given time back, each in a mode, of whose event types somebody waits for one. */
export async function findFreedHosts(
  db: Kysely<Schema>,
  organizationId: string,
  freed: readonly Freeing[],
): Promise<{ hostId: string; isTest: boolean }[]> {
  const { rows } = await sql<{ hostId: string; isTest: boolean }>`
    select distinct h.member_id as "hostId", waited.is_test as "isTest" from (
      select distinct event_type_id as id, is_test from waitlist_entries
      where organization_id = ${organizationId} and is_test = any(${[true, false]}::boolean[])
        and status = 'waiting') waited,
      lateral ${hostsOfEventType(organizationId, sql.ref('waited.id'))} h,
      unnest(${freed.map(({ hostId }) => hostId)}::text[], ${freed.map(({ eventTypeId }) => eventTypeId)}::text[],
        ${freed.map(({ isTest }) => isTest)}::boolean[]) freed (host_id, event_type_id, is_test)
    where waited.is_test = freed.is_test and (h.member_id = freed.host_id
      or h.member_id in (select member_id from ${hostsOfEventType(organizationId, sql.ref('freed.event_type_id'))} its))`.execute(
    db,
  );
  return rows;
}

/** Those of the event types, all of one organization, that somebody waits for: most changes have nobody to tell. */
export async function findWaitedForAmong(
  tx: Tx,
  eventTypes: readonly EventTypeKey[],
): Promise<EventTypeKey[]> {
  const [first] = eventTypes;
  if (!first) return [];
  const { organization_id } = first;
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${eventTypes.map(({ id }) => id)}::text[]) changed (id)
    where exists (select from waitlist_entries where organization_id = ${organization_id}
      and event_type_id = changed.id and status = 'waiting')`.execute(tx);
  return rows.map(({ id }) => ({ organization_id, id }));
}
