import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { type TestEndpoint, useWebhooks } from '../../../test/harness/webhook-scene.ts';
import { leaseMs } from '../../attempts/claim.ts';
import { startRunner } from '../../attempts/run-attempts.ts';
import { deliver } from './deliver.ts';
import { sendToWebhooks } from './reactions.ts';

// Rows are held by a connection of their own here, which the embedded database has not.
const scene = useWebhooks('postgres');
const eventually = { timeout: 20_000 };
const created = { events: ['booking.created'] };

const workers: ReturnType<typeof startRunner>[] = [];
afterEach(async () => {
  await Promise.all(workers.splice(0).map((each) => each.drain()));
});

/** A process that makes attempts, and looks for them once. */
function work(): void {
  const { deps } = scene.api;
  const runs = { completed: 0, failed: 0, seconds: 0 };
  const worker = startRunner(deliver, { database: deps.database, deps, runs, logger: deps.logger });
  workers.push(worker);
  worker.wake({ organizationId: scene.org.organizationId, isTest: true });
}

/** Deliveries of so many bookings to the endpoints, none of which was tried; their ids. */
async function deliveriesOf(bookings: number, ...endpoints: readonly TestEndpoint[]): Promise<string[]> {
  for (let count = 0; count < bookings; count++) await scene.book();
  const { deps } = scene.api;
  const { organizationId } = scene.org;
  for (const message of await scene.org.events()) {
    const stored = { ...message, organizationId, isTest: true, createdAt: new Date(message.created_at) };
    await deps.database.inTransaction((tx) => sendToWebhooks(deps, tx, [stored]));
  }
  const made = (await Promise.all(endpoints.map((each) => each.deliveries('?limit=100')))).flat();
  expect(made).toHaveLength(bookings * endpoints.length);
  return made.map(({ id }) => id);
}

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
async function holdRow(id: string): Promise<() => Promise<void>> {
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = scene.api.deps.database.inTransaction(async (tx) => {
    await sql`select from webhook_deliveries
      where organization_id = ${scene.org.organizationId} and id = ${id} for update`.execute(tx);
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
  const endpoints = await Promise.all(Array.from({ length: 8 }, () => scene.endpoint(created)));
  await deliveriesOf(1, ...endpoints);
  const letGo = hold(...endpoints);
  work();
  await expect.poll(() => arrived(...endpoints), eventually).toBe(8);
  expect(await writers()).toBe(1);
  letGo();
  await expect.poll(() => statuses(...endpoints), eventually).toEqual(Array(8).fill('success 1'));
  expect(await writers()).toBeLessThan(8);
});

test('an endpoint that has answered is sent several at once', async () => {
  const endpoint = await scene.endpoint(created);
  await deliveriesOf(5, endpoint);
  const held = Promise.withResolvers<void>();
  endpoint.receiver.answer = async (response) => {
    if (arrived(endpoint) > 1) await held.promise;
    response.writeHead(204).end();
  };
  work();
  await expect.poll(() => arrived(endpoint), eventually).toBe(5);
  held.resolve();
  await expect.poll(() => statuses(endpoint), eventually).toEqual(Array(5).fill('success 1'));
});

test('one that may not be sent keeps no other from it', async () => {
  const on = await scene.endpoint(created);
  const off = await scene.endpoint(created);
  const deleted = await scene.endpoint(created);
  await deliveriesOf(2, on, off, deleted);
  await off.ask('PATCH', '', { active: false });
  await deleted.ask('DELETE');
  work();
  await expect.poll(() => statuses(on), eventually).toEqual(['success 1', 'success 1']);
  await expect.poll(() => statuses(off), eventually).toEqual(['failed 0', 'failed 0']);
  expect([on, off, deleted].map(({ receiver }) => receiver.requests.length)).toEqual([2, 0, 0]);
});

test('one that somebody holds delays no other, before it is sent and after', async () => {
  const [one, two, three] = [
    await scene.endpoint(created),
    await scene.endpoint(created),
    await scene.endpoint(created),
  ] as const;
  const [first = '', second = ''] = await deliveriesOf(1, one, two, three);
  const letGoOfFirst = await holdRow(first);
  const letGo = hold(one, two, three);
  work();
  await expect.poll(() => arrived(two, three), eventually).toBe(2);
  const letGoOfSecond = await holdRow(second);
  letGo();
  await expect
    .poll(() => statuses(one, two, three), eventually)
    .toEqual(['pending 0', 'pending 0', 'success 1']);
  expect(arrived(one)).toBe(0);
  await letGoOfSecond();
  await letGoOfFirst();
  work();
  await expect.poll(() => statuses(one, two, three), eventually).toEqual(Array(3).fill('success 1'));
  expect(arrived(one, two, three)).toBe(3);
});

test('the outcome of an attempt that another worker took over is not recorded', async () => {
  const endpoint = await scene.endpoint(created);
  await deliveriesOf(1, endpoint);
  const late = Promise.withResolvers<void>();
  endpoint.receiver.answer = (response) => late.promise.then(() => response.writeHead(200).end('late'));
  work();
  await expect.poll(() => arrived(endpoint), eventually).toBe(1);
  scene.api.clock.moveBy(leaseMs); // its claim is over
  const taken = Promise.withResolvers<void>();
  endpoint.receiver.answer = (response) =>
    taken.promise.then(() => response.writeHead(201).end('taken over'));
  work();
  await expect.poll(() => arrived(endpoint), eventually).toBe(2);
  late.resolve();
  await workers.shift()?.drain();
  expect(await statuses(endpoint)).toEqual(['pending 0']);
  taken.resolve();
  await expect
    .poll(() => endpoint.deliveries(), eventually)
    .toMatchObject([
      { status: 'success', attempts: 1, response_status_code: 201, response_body: 'taken over' },
    ]);
});
