import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { hostsOf } from '../../../test/harness/hosts.ts';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';

// Processes of the release before this one know one host, in the column `host_id` of event types and allocations, until
// they are stopped. These statements are theirs.

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const run = async <Row>(statement: ReturnType<typeof sql<Row>>) =>
  (await statement.execute(scene.api.deps.database.db)).rows;

const takenOf = (eventTypeId: string) =>
  run(sql<{ id: string }>`select a.id from allocations a, event_types e where e.id = ${eventTypeId}
    and a.organization_id = e.organization_id and a.host_id = e.host_id and a.is_test = e.is_test
    and a.released_at is null and a.reserved && tstzrange(${nine}::timestamptz, ${nine}::timestamptz + interval '1 hour')`);

test('an event type that they make has its host', async () => {
  const { id } = await scene.org.eventType();
  await run(sql`
    insert into event_types select copied.* from event_types e, jsonb_populate_record(null::event_types, to_jsonb(e)
      || jsonb_build_object('id', e.id || 'x', 'slug', 'older')) copied where e.id = ${id}`);
  expect(await hostsOf(scene.api.deps.database.db, `${id}x`)).toEqual(
    await hostsOf(scene.api.deps.database.db, id),
  );
});

test('an event type that is made beside them has the host that they look for', async () => {
  const { id } = await scene.org.eventType();
  const rows = await run(sql`select host_id from event_types where id = ${id}`);
  expect(rows).toEqual((await hostsOf(scene.api.deps.database.db, id)).map((host_id) => ({ host_id })));
});

test('the time that they take is taken', async () => {
  const { id } = await scene.org.eventType();
  await run(sql`
    insert into allocations (organization_id, id, host_id, is_test, kind, event_type_id, slot_start, slot_end, reserved,
      capacity, spots_taken, created_at)
    select organization_id, 'alc_older', host_id, is_test, 'booking', id, ${nine}, ${nine}::timestamptz + interval '1 hour',
      tstzrange(${nine}, ${nine}::timestamptz + interval '1 hour'), 1, 1, now() from event_types where id = ${id}`);
  expect(refusalOf(await scene.org.book(id, nine))).toEqual([409, 'slot_unavailable', 'booked']);
});

test('the time that is taken beside them is taken', async () => {
  const { id } = await scene.org.eventType();
  expect(await takenOf(id)).toEqual([]);
  await scene.org.booked(id, nine);
  expect(await takenOf(id)).toHaveLength(1);
});
