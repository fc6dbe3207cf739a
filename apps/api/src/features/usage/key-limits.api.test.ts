import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi, testStart } from '../../../test/harness/api.ts';
import { type LimitedServer, limitedServer, statusCounts } from '../../../test/harness/limited-api.ts';
import { createTestOrganization, type TestOrganization } from '../../../test/harness/organization.ts';
import { forgetWindows } from './forget-windows.ts';

// Some tests make every request of a minute, one after the other.
describe.each(['postgres', 'embedded'] as const)('the limits of keys (%s)', { timeout: 120_000 }, (kind) => {
  let api: TestApi;
  let org: TestOrganization;
  beforeAll(async () => {
    api = await createTestApi(kind);
  });
  beforeEach(async () => {
    api.clock.moveTo(testStart);
    org = await createTestOrganization(api);
  });
  afterAll(() => api.close());

  const listWith = (server: LimitedServer, key = org.testKey) =>
    server.call('GET', '/v1/event-types', { key });
  async function listTimes(server: LimitedServer, times: number, key = org.testKey) {
    const answers = [];
    for (let i = 0; i < times; i++) answers.push(await listWith(server, key));
    return answers;
  }

  test('let 30 requests of a minute pass on the plan Free, and tell what is left', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    const passed = await listTimes(server, 30);
    expect(statusCounts(passed)).toEqual({ 200: 30 });
    expect(passed.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual(
      Array.from({ length: 30 }, (_, place) => String(29 - place)),
    );
    for (const { headers } of passed)
      expect(headers).toMatchObject({
        'x-ratelimit-limit': '30',
        'x-ratelimit-reset': '2026-06-01T08:01:00Z',
      });
    api.clock.moveBy(12_000);
    const refused = await listWith(server);
    expect(refused.status).toBe(429);
    expect(refused.headers).toMatchObject({
      'x-ratelimit-limit': '30',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '2026-06-01T08:01:00Z',
      'retry-after': '48',
    });
    expect(refused.body.error).toEqual({
      code: 'rate_limit_exceeded',
      message: 'Too many requests. Try again in 48 seconds.',
      limit: 30,
      window: '1m',
      reset_at: '2026-06-01T08:01:00Z',
      retry_after: 48,
      tier: 'free',
      request_id: refused.headers['request-id'],
      doc_url: 'http://astrocal.test/docs/errors#rate_limit_exceeded',
    });
  });

  test.each([
    ['free', 30],
    ['launch', 100],
    ['grow', 500],
  ] as const)('%s lets exactly %i of a minute pass, and as many of the next', async (plan, limit) => {
    const server = await limitedServer(api, { plan });
    for (const refusals of [3, 2]) {
      const answers = await listTimes(server, limit + refusals);
      expect(statusCounts(answers)).toEqual({ 200: limit, 429: refusals });
      api.clock.moveBy(59_999);
      expect((await listWith(server)).status).toBe(429);
      api.clock.moveBy(1);
    }
  });

  test.each([
    ['free', 500],
    ['launch', 1_000],
  ] as const)('%s lets exactly %i of a day pass, whatever the minutes', async (plan, limit) => {
    const server = await limitedServer(api, { plan });
    await spendDay(limit - 2);
    api.clock.moveTo('2026-06-01T23:58:30Z');
    const [first, last, refused] = await listTimes(server, 3);
    expect([first, last, refused].map((answer) => answer?.status)).toEqual([200, 200, 429]);
    expect(last?.headers).toMatchObject({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '2026-06-02T00:00:00Z',
    });
    expect(refused?.body.error).toMatchObject({ window: '24h', limit, retry_after: 90, tier: plan });
    expect(refused?.headers['retry-after']).toBe('90');
    api.clock.moveTo('2026-06-01T23:59:59Z');
    expect((await listWith(server)).status).toBe(429);
    api.clock.moveTo('2026-06-02T00:00:00Z');
    expect((await listWith(server)).status).toBe(200);
  });

  test.each(['grow', 'scale'] as const)('%s ends with its day, too', async (plan) => {
    const server = await limitedServer(api, { plan });
    await spendDay({ grow: 10_000, scale: 100_000 }[plan] - 7);
    expect(statusCounts(await listTimes(server, 9))).toEqual({ 200: 7, 429: 2 });
  });

  /** As if the test key had made so many requests today, in minutes that are over. */
  async function spendDay(taken: number): Promise<void> {
    const { id } = (await api.call('GET', '/v1/api-keys', { key: org.testKey })).body.data[0];
    await api.deps.database.db
      .insertInto('rate_limit_windows')
      .values({
        scope: `${org.organizationId}:${id}`,
        length: '24h',
        started_at: new Date('2026-06-01T00:00:00Z'),
        taken,
        granted: 0,
      })
      .execute();
  }

  test('are each key’s own: modes, keys and organizations do not take from each other', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    const { key: second } = (
      await api.call('POST', '/v1/api-keys', { key: org.testKey, body: { name: 'B' } })
    ).body;
    expect(statusCounts(await listTimes(server, 31))).toEqual({ 200: 30, 429: 1 });
    const others = [org.liveKey, second, (await createTestOrganization(api)).testKey];
    for (const key of others)
      expect((await listWith(server, key)).headers['x-ratelimit-remaining']).toBe('29');
  });

  test('are five times one key’s for all keys of an organization and mode together', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    const keys = [org.testKey];
    for (const name of ['B', 'C', 'D', 'E', 'F', 'G'])
      keys.push((await api.call('POST', '/v1/api-keys', { key: org.testKey, body: { name } })).body.key);
    for (const key of keys.slice(0, 5))
      expect(statusCounts(await listTimes(server, 30, key))).toEqual({ 200: 30 });
    const [, , , , , sixth = '', seventh = ''] = keys;
    const refused = await listWith(server, sixth);
    expect(refused.status).toBe(429);
    expect(refused.body.error).toMatchObject({ limit: 150, window: '1m', tier: 'free' });
    // The other mode and other organizations have their own; what was refused has cost the key nothing.
    expect((await listWith(server, org.liveKey)).headers['x-ratelimit-remaining']).toBe('29');
    await listTimes(server, 20, seventh);
    api.clock.moveBy(60_000);
    const usage = await server.call('GET', '/v1/usage', { key: seventh });
    expect(usage.body.usage.api_calls_today).toBe(0);
    const { rows } = await sql<{ taken: number }>`select taken from rate_limit_windows
      where length = '24h' and scope not like '%:test' and scope not like '%:live' and scope like ${`${org.organizationId}:%`}
      order by taken`.execute(api.deps.database.db);
    expect(rows.map(({ taken }) => taken)).toEqual([0, 0, 1, 30, 30, 30, 30, 30]);
  });

  test('a refused request does not count, so the wait does not grow', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    await listTimes(server, 90);
    api.clock.moveBy(60_000);
    expect((await listWith(server)).headers['x-ratelimit-remaining']).toBe('29');
    const { usage } = (await server.call('GET', '/v1/usage', { key: org.testKey })).body;
    expect(usage).toMatchObject({ api_calls_today: 31, api_calls_remaining_daily: 469 });
  });

  test.each(['free', 'scale'] as const)('are told with every answer of %s: errors, too', async (plan) => {
    const server = await limitedServer(api, { plan });
    const key = org.testKey;
    const limit = { free: 30, scale: 5000 }[plan];
    const told: [string, string, { status: number; body?: object }][] = [
      ['GET', '/v1/event-types/evt_x', { status: 404 }],
      ['POST', '/v1/event-types', { status: 400 }],
      ['POST', '/v1/api-keys', { status: 403, body: { name: 'A', mode: 'live' } }],
    ];
    for (const [place, [method, path, { status, body = {} }]] of told.entries()) {
      const answer = await server.call(method, path, { key, ...(method === 'POST' && { body }) });
      expect(answer.status).toBe(status);
      expect(answer.headers).toMatchObject({
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(limit - place - 1),
        'x-ratelimit-reset': '2026-06-01T08:01:00Z',
      });
    }
  });

  test('a key is looked at first: a bad one is refused and costs nobody anything', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    for (let i = 0; i < 40; i++) {
      const answer = await listWith(server, `ac_test_${'A'.repeat(43)}`);
      expect(answer.status).toBe(401);
      expect(answer.headers).not.toHaveProperty('x-ratelimit-limit');
    }
  });

  test('reading, moving and cancelling a booking and reading the usage do not count, and go on', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    const eventType = await org.eventType();
    const booking = await org.booked(eventType.id, '2026-06-02T09:00:00Z');
    const calls: [string, string, object?][] = [
      ['GET', `/v1/bookings/${booking.id}`],
      ['POST', `/v1/bookings/${booking.id}/reschedule`, { new_start_time: '2026-06-02T10:00:00Z' }],
      ['POST', `/v1/bookings/${booking.id}/cancel`],
      ['GET', '/v1/usage'],
      ['GET', '/v1/usage/summary'],
    ];
    for (const remaining of ['29', '0']) {
      if (remaining === '29') await listWith(server);
      else await listTimes(server, 31);
      for (const [method, path, body] of calls) {
        const answer = await server.call(method, path, { key: org.testKey, ...(body && { body }) });
        expect([answer.status, answer.headers['x-ratelimit-remaining'], path]).toEqual([
          path.endsWith('reschedule') && remaining === '0' ? 409 : 200, // it is cancelled by then
          remaining,
          path,
        ]);
      }
    }
  });

  test('an organization’s own plan goes before the installation’s, within a second', async () => {
    const setPlan = (plan: 'free' | 'unlimited') =>
      api.deps.database.db
        .updateTable('organizations')
        .set({ plan })
        .where('id', '=', org.organizationId)
        .execute();
    const server = await limitedServer(api, { plan: 'scale' });
    await setPlan('free');
    const limited = await listWith(server);
    expect(limited.headers['x-ratelimit-limit']).toBe('30');
    await setPlan('unlimited');
    await expect.poll(async () => (await listWith(server)).headers['x-ratelimit-limit']).toBeUndefined();
    await expect(setPlan('gold' as 'free')).rejects.toThrow();
  });

  test('nothing is limited, told or written where there is no plan', async () => {
    const rows = () => api.deps.database.db.selectFrom('rate_limit_windows').selectAll().execute();
    const before = await rows();
    const server = await limitedServer(api, { plan: 'unlimited' });
    const answers = await listTimes(server, 120);
    expect(statusCounts(answers)).toEqual({ 200: 120 });
    expect(answers.at(-1)?.headers).not.toHaveProperty('x-ratelimit-limit');
    expect(await rows()).toEqual(before);
  });

  test('of three processes are one: racing requests pass exactly as often as the plan says', async () => {
    const servers = await Promise.all([1, 2, 3].map(() => limitedServer(api, { plan: 'free' })));
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, place) => listWith(servers[place % 3] as LimitedServer)),
    );
    expect(statusCounts(answers)).toEqual({ 200: 30, 429: 30 });
  });

  test('what a stopping process holds of a high limit is given back', async () => {
    const [first, second] = [
      await limitedServer(api, { plan: 'grow' }),
      await limitedServer(api, { plan: 'grow' }),
    ];
    expect(statusCounts(await listTimes(first, 3))).toEqual({ 200: 3 });
    await first.server.close();
    expect(statusCounts(await listTimes(second, 500))).toEqual({ 200: 497, 429: 3 });
  });

  test('windows that are over are forgotten, the others are not', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    const lengths = async () =>
      (
        await api.deps.database.db
          .selectFrom('rate_limit_windows')
          .select('length')
          .where('scope', 'like', `${org.organizationId}%`)
          .execute()
      ).map(({ length }) => length);
    /** By the clock of the database, which deletes them. */
    const aged = (age: string) =>
      sql`update rate_limit_windows set started_at = now() - ${age}::interval
        where scope like ${`${org.organizationId}%`}`.execute(api.deps.database.db);
    await listWith(server);
    await aged('0 minutes');
    await forgetWindows(api.deps);
    // Of the key, and of its organization and mode.
    expect((await lengths()).sort()).toEqual(['1m', '1m', '24h', '24h']);
    await aged('11 minutes');
    await forgetWindows(api.deps);
    expect(await lengths()).toEqual(['24h', '24h']);
    await aged('49 hours');
    await forgetWindows(api.deps);
    expect(await lengths()).toEqual([]);
  });
});
