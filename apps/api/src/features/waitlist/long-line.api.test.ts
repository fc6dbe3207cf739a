import { sql } from 'kysely';
import { afterEach, describe, expect, test } from 'vitest';
import { useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { entryOf, join, joined, numbered } from '../../../test/harness/waitlist-scene.ts';
import { expireEntry } from './expire.ts';
import { promoteLine } from './promote.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const inLine = 11_000;

afterEach(() => scene.api.clock.moveTo('2026-06-01T08:00:00Z'));

/** An event type at a taken time of which one waits, and behind them this many whose time is over, as nobody has written down yet. */
async function withLongLine(count: number) {
  const { id } = await scene.org.eventType({ waitlist_enabled: true });
  await scene.org.booked(id, nine);
  const first = await joined(scene.org, id, nine, numbered(0));
  await sql`
    insert into waitlist_entries (organization_id, id, is_test, event_type_id, status, place, start_at,
      duration_minutes, invitee_name, invitee_email, invitee_timezone, joined_position, cancel_token_sealed,
      expires_at, created_at, updated_at)
    select organization_id, left(id, -5) || lpad(number::text, 5, '0'), is_test, event_type_id, status, place + number,
      start_at, duration_minutes, invitee_name, 'due-' || number || '@example.com', invitee_timezone,
      joined_position, cancel_token_sealed, created_at - interval '1 minute', created_at, updated_at
    from waitlist_entries, generate_series(1, ${count}::int) number where id = ${first.id}`.execute(
    scene.api.deps.database.db,
  );
  return { id, first };
}

const countExpired = async (eventTypeId: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from waitlist_entries where event_type_id = ${eventTypeId} and status = 'expired'`.execute(
    scene.api.deps.database.db,
  );
  return rows[0]?.count;
};

/** Messages of the log that tell that somebody waits no longer. */
const countTold = async (eventTypeId: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from events
    where event = 'waitlist.expired' and data ->> 'event_type_id' = ${eventTypeId}`.execute(
    scene.api.deps.database.db,
  );
  return rows[0]?.count;
};

describe(`an event type in whose line ${inLine} are over at once`, () => {
  test('lets others join, book, cancel and be promoted', async () => {
    const { id, first } = await withLongLine(inLine);
    expect(await join(scene.org, id, nine, numbered(1))).toMatchObject({
      status: 201,
      body: { position: 2 },
    });
    expect(await scene.org.book(id, '2026-06-02T10:00:00Z')).toMatchObject({ status: 201 });
    const { data } = (await scene.org.call('GET', `/v1/bookings?event_type_id=${id}`)).body;
    const taken = data.find(({ start_time }: { start_time: string }) => start_time === nine);
    expect(await scene.org.call('POST', `/v1/bookings/${taken.id}/cancel`)).toMatchObject({ status: 200 });
    await runDueJobs(scene.api);
    expect(await entryOf(scene.org, first)).toMatchObject({ status: 'promoted' });
  });

  test('has them all expired by one job, each with its event', async () => {
    const { id, first } = await withLongLine(inLine);
    scene.api.clock.moveTo(nine);
    const data = { organizationId: scene.org.organizationId, entryId: first.id };
    await expireEntry.handle(scene.api.deps, { id: '', data, signal: new AbortController().signal });
    expect(await countExpired(id)).toBe(inLine + 1);
    expect(await countTold(id)).toBe(inLine + 1);
  });
});

test('of a deleted event type everyone waits no longer, however many they are', async () => {
  const { api, org } = scene;
  const { id, first } = await withLongLine(1_200);
  await sql`update waitlist_entries set expires_at = ${first.expires_at} where event_type_id = ${id}`.execute(
    api.deps.database.db,
  );
  expect(await org.call('DELETE', `/v1/event-types/${id}`)).toMatchObject({ status: 204 });
  await promoteLine(api.deps, { organizationId: org.organizationId, eventTypeId: id });
  expect(await countExpired(id)).toBe(1_201);
  expect(await countTold(id)).toBe(1_201);
});
