import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { type LimitedServer, limitedServer, statusCounts } from '../../test/harness/limited-api.ts';
import type { Deps } from '../deps.ts';

let api: TestApi;
let isGone = false;
let server: LimitedServer;
let address: string;
let addresses = 0;
beforeAll(async () => {
  api = await createTestApi();
});
beforeEach(async () => {
  isGone = false;
  address = `198.51.100.${++addresses}`;
  server = await limitedServer(api, {
    plan: 'unlimited',
    failuresPerMinute: 60,
    deps: { database: leaving(api.deps.database) },
  });
});
afterAll(() => api.close());

/** A database that nobody may ask from some time on: whoever does is answered 503. */
const leaving = (database: Deps['database']): Deps['database'] =>
  new Proxy(database, {
    get(target, property) {
      if (isGone && (property === 'db' || property === 'inTransaction'))
        throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
      return Reflect.get(target, property);
    },
  });

const guess = (i: number) => `ac_test_${String(i).padStart(43, 'x')}`;
const list = (key: string, from = address, on = server) =>
  on.call('GET', '/v1/event-types', { key, address: from });
async function guessTimes(times: number, keyOf: (i: number) => string = guess) {
  const answers = [];
  for (let i = 0; i < times; i++) answers.push(await list(keyOf(i)));
  return answers;
}

describe.each([
  ['keys that nobody has', guess],
  ['what is no key at all', (i: number) => `nonsense-${i}`],
])('%s', (_what, keyOf) => {
  test('are refused 60 times a minute, and then without asking the database', async () => {
    expect(statusCounts(await guessTimes(60, keyOf))).toEqual({ 401: 60 });
    isGone = true;
    const refused = await list(keyOf(1000));
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '60']);
    expect(refused.body.error).toMatchObject({
      code: 'rate_limit_exceeded',
      limit: 60,
      window: '1m',
      tier: 'public',
      reset_at: '2026-06-01T08:01:00Z',
      retry_after: 60,
    });
    isGone = false;
    expect((await list(keyOf(1001), '192.0.2.1')).status).toBe(401);
    api.clock.moveBy(60_000);
    expect((await list(keyOf(1002))).status).toBe(401);
    api.clock.moveBy(-60_000);
  });
});

test('a key that this process knows passes from such an address, one that it does not know waits', async () => {
  const { own, other } = api;
  expect((await list(own.testKey, '192.0.2.2')).status).toBe(200);
  await guessTimes(60);
  expect((await list(own.testKey)).status).toBe(200);
  expect((await list(other.testKey)).status).toBe(429);
  expect((await list(other.testKey, '192.0.2.2')).status).toBe(200);
  expect((await list(other.testKey)).status).toBe(200);
});

test('whoever shows nothing has not failed: public calls and calls without a key go on', async () => {
  for (let i = 0; i < 70; i++)
    expect((await server.call('GET', '/v1/bookings', { address })).status).toBe(401);
  expect((await list(guess(1))).status).toBe(401);
  await guessTimes(60);
  const path = `/v1/public/event-types/${api.own.testEventTypeId}`;
  expect((await server.call('GET', path, { address })).status).toBe(200);
  expect((await server.call('GET', '/v1/bookings', { address })).status).toBe(401);
});

test('racing guesses in two processes are refused exactly 60 times', async () => {
  const second = await limitedServer(api, { plan: 'unlimited', failuresPerMinute: 60 });
  const answers = await Promise.all(
    Array.from({ length: 150 }, (_, i) => list(guess(i), address, i % 2 === 0 ? server : second)),
  );
  expect(statusCounts(answers)).toEqual({ 401: 60, 429: 90 });
});

test('tokens are guessed no more often, at the API and on pages together', async () => {
  const answers = [];
  for (let i = 0; i < 62; i++) {
    const path = i % 2 === 0 ? '/v1/bookings/bkg_x' : '/bookings/bkg_x';
    const { statusCode } = await server.server.inject({ url: `${path}?token=t${i}`, remoteAddress: address });
    answers.push(statusCode);
  }
  expect(answers.filter((status) => status === 401)).toHaveLength(60);
  expect(answers.slice(60)).toEqual([429, 429]);
});

test('agents are refused like everybody else', async () => {
  await guessTimes(60);
  const { statusCode } = await server.server.inject({
    method: 'POST',
    url: '/mcp',
    remoteAddress: address,
    headers: { authorization: `Bearer ${guess(1)}` },
    payload: {},
  });
  expect(statusCode).toBe(429);
});
