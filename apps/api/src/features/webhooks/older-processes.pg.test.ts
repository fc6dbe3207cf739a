import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useWebhooks } from '../../../test/harness/webhook-scene.ts';
import { claimOne } from '../../attempts/claim.ts';
import { deliver } from './deliver.ts';

// A process of the release before this one knows next_retry_at and not next_attempt_at. These are its statements.
const scene = useWebhooks();
const minute = 60_000;

const due = async () =>
  (
    await sql<{ id: string; due: Date | null; status: string }>`
      select id, status, next_attempt_at as due from webhook_deliveries
      where organization_id = ${scene.org.organizationId}`.execute(scene.api.deps.database.db)
  ).rows[0];

/** A delivery as it was made there. */
async function made(cause: 'event' | 'test' = 'event'): Promise<string> {
  const { id: endpointId } = await scene.endpoint();
  const at = new Date(scene.api.clock.now());
  await sql`insert into webhook_deliveries (organization_id, id, is_test, endpoint_id, message_id, cause, event, body,
      status, attempts, attempts_before, created_at)
    values (${scene.org.organizationId}, 'whd_older', true, ${endpointId}, 'msg_older', ${cause}, 'booking.created', '{}',
      'pending', 0, 0, ${at})`.execute(scene.api.deps.database.db);
  return 'whd_older';
}

const change = (text: string, ...values: unknown[]) =>
  scene.api.deps.database.queueConnection.executeSql(
    `update webhook_deliveries set ${text} where organization_id = $1`,
    [scene.org.organizationId, ...values],
  );

const claim = (id: string) =>
  claimOne(scene.api.deps.database.queueConnection, deliver, {
    organization_id: scene.org.organizationId,
    id,
    now: scene.api.clock.now(),
  });

test('what an older process makes is due at once, and a sample when it should have been sent', async () => {
  await made();
  expect((await due())?.due).toEqual(new Date(scene.api.clock.now()));
  await sql`delete from webhook_deliveries`.execute(scene.api.deps.database.db);
  await made('test');
  expect((await due())?.due).toEqual(new Date(scene.api.clock.now() + minute / 2));
});

test('what it tries, settles or is asked to try again is due when it says', async () => {
  await made();
  const [first, second] = [1, 2].map((count) => new Date(scene.api.clock.now() + count * minute));
  await change('attempts = 1, claimed_until = null, next_retry_at = $2', first);
  expect((await due())?.due).toEqual(first);
  await change('attempts = 2, claimed_until = null, next_retry_at = $2', second);
  expect((await due())?.due).toEqual(second);
  await change(`status = 'success', attempts = 3, claimed_until = null, next_retry_at = null`);
  expect(await due()).toMatchObject({ status: 'success', due: null });
  await change(`status = 'pending', attempts_before = 3, next_retry_at = $2`, first);
  expect((await due())?.due).toEqual(first);
});

test('what it has in its hands is not taken from it, and what this one has not from here', async () => {
  const id = await made();
  await change('claimed_until = $2', new Date(scene.api.clock.now() + 20_000));
  expect(await claim(id)).toBeUndefined();
  scene.api.clock.moveBy(20_000);
  expect(await claim(id)).toBeDefined();
  // How it asks whether an attempt is free.
  const { rows } =
    await sql`select from webhook_deliveries where organization_id = ${scene.org.organizationId}
    and status = 'pending' and attempts = 0
    and (claimed_until is null or claimed_until <= ${new Date(scene.api.clock.now())})`.execute(
      scene.api.deps.database.db,
    );
  expect(rows).toEqual([]);
});

test('what comes of an attempt here does not look like one of its own', async () => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  receiver.answer = (response) => response.writeHead(500).end();
  await scene.book();
  await scene.runDueJobs();
  const [{ next_retry_at: first }] = await deliveries();
  await change('next_retry_at = $2', new Date(scene.api.clock.now() + minute)); // it has tried it
  receiver.answer = (response) => response.writeHead(500).end();
  scene.api.clock.moveBy(minute);
  await scene.runDueJobs();
  const [{ next_retry_at: second, attempts }] = await deliveries();
  expect([attempts, first < second]).toEqual([2, true]);
  expect(Date.parse(second)).toBeGreaterThan(scene.api.clock.now());
  expect((await due())?.due?.getTime()).toBeGreaterThan(scene.api.clock.now());
});
