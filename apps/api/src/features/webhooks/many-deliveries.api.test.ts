import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type TestEndpoint, useWebhooks } from '../../../test/harness/webhook-scene.ts';
import { attemptDelivery } from './deliver.ts';
import { sendToWebhooks } from './reactions.ts';
import type { Attempt } from './store-attempts.ts';

// Rows are held by a connection of their own here, which the embedded database has not.
const scene = useWebhooks('postgres');
const eventually = { timeout: 20_000 };
const created = { events: ['booking.created'] };

/** The first attempts at deliveries of so many bookings to the endpoints, none of which was made. */
async function firstAttempts(bookings: number, ...endpoints: readonly TestEndpoint[]): Promise<Attempt[]> {
  for (let count = 0; count < bookings; count++) await scene.book();
  const { deps } = scene.api;
  const { organizationId } = scene.org;
  for (const message of await scene.org.events()) {
    const stored = { ...message, organizationId, isTest: true, createdAt: new Date(message.created_at) };
    await deps.database.inTransaction((tx) => sendToWebhooks(deps, tx, [stored]));
  }
  const made = (await Promise.all(endpoints.map((each) => each.deliveries('?limit=100')))).flat();
  expect(made).toHaveLength(bookings * endpoints.length);
  return made.map(({ id }) => ({ organizationId, deliveryId: id, attempt: 1 }));
}

const attemptAll = (attempts: readonly Attempt[]) =>
  Promise.all(attempts.map((each) => attemptDelivery(scene.api.deps, each)));

/** Receivers that answer when they are told to. */
function hold(...endpoints: readonly TestEndpoint[]): () => void {
  const held = Promise.withResolvers<void>();
  for (const { receiver } of endpoints)
    receiver.answer = (response) => held.promise.then(() => response.writeHead(204).end());
  return held.resolve;
}

const arrived = (...endpoints: readonly TestEndpoint[]) =>
  endpoints.reduce((sum, { receiver }) => sum + receiver.requests.length, 0);

/** How many transactions have written the deliveries as they are now. */
async function writers(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(distinct xmin::text)::int as count
    from webhook_deliveries where organization_id = ${scene.org.organizationId}`.execute(
    scene.api.deps.database.db,
  );
  return rows[0]?.count ?? 0;
}

/** Keeps others from writing the delivery, as somebody who retries it by hand does for a moment. */
async function holdRow({ organizationId, deliveryId }: Attempt): Promise<() => Promise<void>> {
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = scene.api.deps.database.inTransaction(async (tx) => {
    await sql`select from webhook_deliveries
      where organization_id = ${organizationId} and id = ${deliveryId} for update`.execute(tx);
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  return () => {
    release.resolve();
    return holding;
  };
}

const statuses = async (...endpoints: readonly TestEndpoint[]) =>
  (await Promise.all(endpoints.map((each) => each.deliveries('?limit=100'))))
    .flat()
    .map(({ status, attempts }) => `${status} ${attempts}`)
    .sort();

test('many at once are claimed together and recorded together', async () => {
  const endpoints = [await scene.endpoint(created), await scene.endpoint(created)];
  const attempts = await firstAttempts(4, ...endpoints);
  const letGo = hold(...endpoints);
  const attempting = attemptAll(attempts);
  await expect.poll(() => arrived(...endpoints), eventually).toBe(8);
  expect(await writers()).toBe(1);
  letGo();
  await attempting;
  expect(await writers()).toBeLessThan(8);
  expect(await statuses(...endpoints)).toEqual(Array(8).fill('success 1'));
});

test('one that may not be sent keeps no other from it', async () => {
  const on = await scene.endpoint(created);
  const off = await scene.endpoint(created);
  const deleted = await scene.endpoint(created);
  const attempts = await firstAttempts(2, on, off, deleted);
  await off.ask('PATCH', '', { active: false });
  await deleted.ask('DELETE');
  await attemptAll(attempts);
  expect([on, off, deleted].map(({ receiver }) => receiver.requests.length)).toEqual([2, 0, 0]);
  expect(await statuses(on)).toEqual(['success 1', 'success 1']);
  expect(await statuses(off)).toEqual(['failed 0', 'failed 0']);
});

test('one that somebody holds delays no other, before it is sent and after', async () => {
  const endpoint = await scene.endpoint(created);
  const attempts = await firstAttempts(3, endpoint);
  const [first, second] = attempts as [Attempt, Attempt];
  const letGoOfFirst = await holdRow(first);
  const letGo = hold(endpoint);
  const attempting = attemptAll(attempts);
  await expect.poll(() => arrived(endpoint), eventually).toBe(2);
  const letGoOfSecond = await holdRow(second);
  letGo();
  await expect.poll(() => statuses(endpoint), eventually).toEqual(['pending 0', 'pending 0', 'success 1']);
  expect(arrived(endpoint)).toBe(2);
  await letGoOfSecond();
  await letGoOfFirst();
  await attempting;
  expect(arrived(endpoint)).toBe(3);
  expect(await statuses(endpoint)).toEqual(Array(3).fill('success 1'));
});

test('the outcome of an attempt that another worker took over is not recorded', async () => {
  const endpoint = await scene.endpoint(created);
  const attempts = await firstAttempts(1, endpoint);
  const late = Promise.withResolvers<void>();
  endpoint.receiver.answer = (response) => late.promise.then(() => response.writeHead(200).end('late'));
  const slow = attemptAll(attempts);
  await expect.poll(() => arrived(endpoint), eventually).toBe(1);
  scene.api.clock.moveBy(20_000); // its claim is over
  const taken = Promise.withResolvers<void>();
  endpoint.receiver.answer = (response) =>
    taken.promise.then(() => response.writeHead(201).end('taken over'));
  const other = attemptAll(attempts);
  await expect.poll(() => arrived(endpoint), eventually).toBe(2);
  late.resolve();
  await slow;
  expect(await statuses(endpoint)).toEqual(['pending 0']);
  taken.resolve();
  await other;
  expect(await endpoint.deliveries()).toMatchObject([
    { status: 'success', attempts: 1, response_status_code: 201, response_body: 'taken over' },
  ]);
});
