import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../test/harness/api.ts';
import { buildApp } from '../app.ts';
import { takeLocks } from '../db/locks.ts';
import type { Deps } from '../deps.ts';
import { ApiError } from '../lib/api-error.ts';

// Copies wait for each other in the database, so this needs more than one connection.
let api: TestApi;
beforeAll(async () => {
  api = await createTestApi('postgres');
});
afterAll(() => api.close());

/** Holds the first request that takes a lock until it is let go, or made to fail. */
function createHold() {
  let letGo = () => {};
  let makeFail = (_error: Error) => {};
  const gate = new Promise<void>((resolve, reject) => {
    letGo = resolve;
    makeFail = reject;
  });
  let isFirst = true;
  const lock: Deps['guards']['lock'] = async (tx, names) => {
    await takeLocks(tx, names);
    if (!isFirst) return;
    isFirst = false;
    await gate;
  };
  return { lock, letGo: () => letGo(), makeFail: (error: Error) => makeFail(error) };
}

/** A server on the same database whose first booking is held, with a way to book on it. */
async function openHeld(start_time: string, overrides: Partial<Deps> = {}) {
  const hold = createHold();
  const guards = { ...api.deps.guards, lock: hold.lock };
  const server = await buildApp({ ...api.deps, guards, ...overrides });
  const book = async (): Promise<TestAnswer> => {
    const { statusCode, headers, body } = await server.inject({
      method: 'POST',
      url: '/v1/bookings',
      headers: { 'idempotency-key': start_time },
      payload: {
        event_type_id: api.own.testEventTypeId,
        start_time,
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      },
    });
    return { status: statusCode, headers, body: JSON.parse(body) };
  };
  return { hold, book, server, close: () => server.close() };
}

async function untilWaiting(state: 'lock' | 'idle in transaction'): Promise<void> {
  const condition = state === 'lock' ? sql`wait_event_type = 'Lock'` : sql`state = 'idle in transaction'`;
  await expect
    .poll(async () => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and ${condition}`.execute(api.deps.database.db);
      return rows[0]?.n;
    })
    .toBe(1);
}

test('a copy that waits longer than it may is told that the first is still running', async () => {
  const { hold, book, close } = await openHeld('2026-06-08T09:00:00Z', { idempotencyWaitMs: 50 });
  const first = book();
  await untilWaiting('idle in transaction');
  expect(await book()).toMatchObject({ status: 409, body: { error: { code: 'idempotency_in_progress' } } });
  hold.letGo();
  const { status, body } = await first;
  expect(status).toBe(201);
  expect(await book()).toMatchObject({ status: 201, body, headers: { 'idempotent-replayed': 'true' } });
  await close();
});

test('a copy waits for the first and replays it', async () => {
  const { hold, book, close } = await openHeld('2026-06-08T10:00:00Z');
  const first = book();
  await untilWaiting('idle in transaction');
  const second = book();
  hold.letGo();
  const { body } = await first;
  expect(await second).toMatchObject({ status: 201, body, headers: { 'idempotent-replayed': 'true' } });
  await close();
});

const waitingConnections = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(api.deps.database.db);
  return rows[0]?.n;
};

test('thirty copies hold the connection of the first, and no other', async () => {
  const { hold, book, server, close } = await openHeld('2026-06-08T12:00:00Z');
  const first = book();
  await untilWaiting('idle in transaction');
  const copies = Array.from({ length: 30 }, book);
  // Whoever comes now is served: every connection but one is free.
  const { statusCode } = await server.inject({
    url: '/v1/event-types',
    headers: { authorization: `Bearer ${api.own.testKey}` },
  });
  expect([statusCode, await waitingConnections()]).toEqual([200, 0]);
  hold.letGo();
  const { body } = await first;
  for (const copy of await Promise.all(copies))
    expect(copy).toMatchObject({ status: 201, body, headers: { 'idempotent-replayed': 'true' } });
  await close();
});

test('copies of what another process is doing wait with at most half of all connections', async () => {
  const connections = api.deps.database.connections;
  const keys = Array.from({ length: connections * 2 }, (_, i) => `elsewhere-${i}`);
  const client = new pg.Client(api.test.url);
  await client.connect();
  await client.query('begin');
  for (const key of keys)
    await client.query(
      `insert into idempotency_keys (scope, key, fingerprint, created_at) values ($1, $2, '', now())`,
      [`${api.own.organizationId}:test`, key],
    );
  const asked = keys.map((key) =>
    api.call('POST', '/v1/event-types', {
      key: api.own.testKey,
      headers: { 'idempotency-key': key },
      body: { title: key, slug: key, duration_minutes: 30 },
    }),
  );
  await expect.poll(waitingConnections).toBe(connections / 2);
  expect((await api.call('GET', '/v1/event-types', { key: api.own.testKey })).status).toBe(200);
  await client.query('rollback');
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(keys.map(() => 201));
  await client.end();
});

test('when the first is refused after all, the copy that waited goes ahead', async () => {
  const { hold, book, close } = await openHeld('2026-06-08T11:00:00Z');
  const first = book();
  await untilWaiting('idle in transaction');
  const second = book();
  hold.makeFail(new ApiError('conflict'));
  expect((await first).status).toBe(409);
  const { status, headers } = await second;
  expect([status, headers['idempotent-replayed']]).toEqual([201, undefined]);
  await close();
});
