import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../src/db/schema.ts';
import { newId } from '../../src/lib/ids.ts';
import type { TestApi } from './api.ts';
import type { TestOrganization } from './organization.ts';

/* Past the API, which gives hosts turns of its own and tells of members: here a test says all of it. */

/** The hosts of an event type, in the order in which they are asked. */
export async function hostsOf(db: Kysely<Schema>, eventTypeId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('event_type_hosts')
    .select('member_id')
    .where('event_type_id', '=', eventTypeId)
    .orderBy('position')
    .execute();
  return rows.map(({ member_id }) => member_id);
}

/** Gives an event type these hosts in place of those that it has; whose turns are equal are asked in this order. */
export async function setHosts(
  db: Kysely<Schema>,
  eventTypeId: string,
  memberIds: readonly string[],
): Promise<void> {
  const { organization_id } = await db
    .selectFrom('event_types')
    .select('organization_id')
    .where('id', '=', eventTypeId)
    .executeTakeFirstOrThrow();
  const rows = memberIds.map((member_id, position) => ({
    organization_id,
    event_type_id: eventTypeId,
    id: newId('host', 0),
    member_id,
    position,
    priority: memberIds.length - position,
  }));
  await db.deleteFrom('event_type_hosts').where('event_type_id', '=', eventTypeId).execute();
  await db.insertInto('event_type_hosts').values(rows).execute();
}

interface HostScene {
  readonly api: Pick<TestApi, 'deps' | 'clock'>;
  readonly org: TestOrganization;
}

/** Makes Ana, Bo and Cy, who can be hosts; returns their ids. */
export const makeTrio = async ({ api, org }: HostScene) =>
  (await makeMembers(api, org.organizationId, ['Ana', 'Bo', 'Cy'])) as [string, string, string];

/** A new event type with these hosts; returns its id. */
export async function makeHosted(
  { api, org }: HostScene,
  hosts: readonly string[],
  fields: object = {},
): Promise<string> {
  const { id } = await org.eventType(fields);
  await setHosts(api.deps.database.db, id, hosts);
  return id;
}

/** How a host stands to get bookings of an event type, and what it got. */
export interface TestShare {
  weight: number;
  priority: number;
  required: boolean;
  tag: number;
  bookings: number;
  last_booking_at: Date | null;
}

/** Sets what the hosts of an event type are to get, by their ids. */
export async function setShares(
  db: Kysely<Schema>,
  eventTypeId: string,
  shares: Readonly<Record<string, Partial<Pick<TestShare, 'weight' | 'priority' | 'required'>>>>,
): Promise<void> {
  for (const [member_id, share] of Object.entries(shares))
    await db
      .updateTable('event_type_hosts')
      .set(share)
      .where('event_type_id', '=', eventTypeId)
      .where('member_id', '=', member_id)
      .execute();
}

/** The shares of an event type's hosts, by their ids; tags in bookings of weight 1. */
export async function sharesOf(db: Kysely<Schema>, eventTypeId: string): Promise<Record<string, TestShare>> {
  const rows = await db
    .selectFrom('event_type_hosts')
    .select(['member_id', 'weight', 'priority', 'required', 'bookings', 'last_booking_at'])
    .select(sql<number>`tag / 720720::double precision`.as('tag'))
    .where('event_type_id', '=', eventTypeId)
    .execute();
  return Object.fromEntries(rows.map(({ member_id, ...share }) => [member_id, share]));
}

/** Makes members of the organization who can be hosts; returns their ids. */
export async function makeMembers(
  { deps, clock }: Pick<TestApi, 'deps' | 'clock'>,
  organization_id: string,
  names: readonly string[],
): Promise<string[]> {
  const now = clock.now();
  const rows = names.map((name) => ({
    organization_id,
    id: newId('member', now),
    name,
    email: `${name.toLowerCase()}@example.com`,
    role: 'owner' as const,
    created_at: new Date(now),
  }));
  await deps.database.db.insertInto('members').values(rows).execute();
  return rows.map(({ id }) => id);
}
