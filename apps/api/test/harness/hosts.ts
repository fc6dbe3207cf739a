import type { Kysely } from 'kysely';
import type { Schema } from '../../src/db/schema.ts';
import { newId } from '../../src/lib/ids.ts';
import type { TestApi } from './api.ts';

/* Past the API, which makes one host for each event type. */

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
