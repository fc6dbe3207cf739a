import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LimitedServer, limitedServer } from '../../../test/harness/limited-api.ts';
import { useOrganization } from '../../../test/harness/organization.ts';
import { createCallCounter } from './call-counter.ts';
import type { CallCount } from './store.ts';

describe.each(['postgres', 'embedded'] as const)('usage (%s)', (kind) => {
  const scene = useOrganization(kind);
  let server: LimitedServer;
  beforeEach(async () => {
    server = await limitedServer(scene.api, { plan: 'launch' });
  });
  afterEach(() => server.server.close());

  const usage = async (key = scene.org.testKey, on = server) =>
    (await on.call('GET', '/v1/usage', { key })).body;
  const summary = async (query = '', key = scene.org.testKey) =>
    (await server.call('GET', `/v1/usage/summary${query}`, { key })).body;
  const list = (key = scene.org.testKey) => server.call('GET', '/v1/event-types', { key });

  test('tells plan, limits, what is used of them and when that ends', async () => {
    await list();
    await list();
    expect(await usage()).toEqual({
      tier: 'launch',
      limits: { api_calls_per_minute: 100, api_calls_per_day: 1000, bookings_per_month: null },
      usage: {
        api_calls_today: 2,
        api_calls_remaining_daily: 998,
        bookings_this_month: 0,
        bookings_remaining_monthly: null,
      },
      reset_at: { daily: '2026-06-02T00:00:00Z', monthly: '2026-07-01T00:00:00Z' },
    });
  });

  test('counts calls without a plan, too, and limits nothing', async () => {
    const unlimited = await limitedServer(scene.api, { plan: 'unlimited' });
    await unlimited.call('GET', '/v1/event-types', { key: scene.org.testKey });
    expect(await usage(scene.org.testKey, unlimited)).toMatchObject({
      tier: 'unlimited',
      limits: { api_calls_per_minute: null, api_calls_per_day: null, bookings_per_month: null },
      usage: { api_calls_today: 1, api_calls_remaining_daily: null, bookings_remaining_monthly: null },
    });
    await unlimited.server.close();
  });

  test('counts whatever is answered, but not what is refused for its key or limit, nor what is not counted', async () => {
    const key = scene.org.testKey;
    await server.call('GET', '/v1/event-types/evt_x', { key }); // 404
    await server.call('POST', '/v1/event-types', { key, body: {} }); // 400
    await server.call('GET', '/v1/event-types', { key: 'ac_test_bad' }); // 401
    await server.call('GET', '/v1/bookings/bkg_x', { key }); // 404, and not counted
    await server.call('GET', '/v1/openapi.json', { key });
    await server.call('GET', '/v1/event-types/evt_x');
    expect((await usage()).usage.api_calls_today).toBe(2);
  });

  test('is that of the key today; the summary adds up the keys of a mode over days', async () => {
    const { testKey, liveKey } = scene.org;
    const { key: second } = (await scene.org.call('POST', '/v1/api-keys', { name: 'B' })).body;
    await list(testKey);
    await list(second);
    await list(second);
    await list(liveKey);
    expect((await usage(testKey)).usage.api_calls_today).toBe(1);
    expect((await usage(second)).usage.api_calls_today).toBe(2);
    expect((await usage(liveKey)).usage.api_calls_today).toBe(1);
    scene.api.clock.moveTo('2026-06-07T23:59:59Z');
    await list(testKey);
    expect((await usage(testKey)).usage.api_calls_today).toBe(1);
    expect((await summary('?period=7d')).api_calls).toEqual({ total: 4 });
    expect((await summary('?period=7d', liveKey)).api_calls).toEqual({ total: 1 });
    expect((await summary('?period=7d', scene.api.other.testKey)).api_calls).toEqual({ total: 0 });
    scene.api.clock.moveTo('2026-06-08T00:00:00Z');
    expect((await summary('?period=7d')).api_calls).toEqual({ total: 1 });
    expect((await summary()).api_calls).toEqual({ total: 4 });
  });

  test('tells the bookings of a period by what they are now, in the mode of the key', async () => {
    const free = await scene.org.eventType();
    const priced = await scene.org.eventType({ price_amount: 500 });
    scene.api.clock.moveTo('2026-05-31T23:59:59Z');
    await scene.org.booked(free.id, '2026-06-10T09:00:00Z');
    scene.api.clock.moveTo('2026-06-01T00:00:00Z');
    const cancelled = await scene.org.booked(free.id, '2026-06-10T10:00:00Z');
    const moved = await scene.org.booked(free.id, '2026-06-10T11:00:00Z');
    await scene.org.booked(priced.id, '2026-06-10T12:00:00Z');
    await scene.org.call('POST', `/v1/bookings/${cancelled.id}/cancel`);
    await scene.org.call('POST', `/v1/bookings/${moved.id}/reschedule`, {
      new_start_time: '2026-06-10T13:00:00Z',
    });
    expect((await usage()).usage.bookings_this_month).toBe(3);
    expect((await usage(scene.org.liveKey)).usage.bookings_this_month).toBe(0);
    expect((await usage(scene.api.other.testKey)).usage.bookings_this_month).toBe(0);
    scene.api.clock.moveTo('2026-06-06T12:00:00Z');
    expect((await summary('?period=7d')).bookings).toEqual({
      total: 4,
      confirmed: 2,
      cancelled: 1,
      pending_payment: 1,
    });
    scene.api.clock.moveTo('2026-06-07T12:00:00Z');
    expect((await summary('?period=7d')).bookings).toMatchObject({ total: 3, confirmed: 1 });
    scene.api.clock.moveTo('2026-07-01T00:00:00Z');
    expect((await usage()).usage.bookings_this_month).toBe(0);
    expect((await summary('?period=7d')).bookings.total).toBe(0);
  });

  test('summary names its period and counts what exists', async () => {
    const { id } = await scene.org.eventType();
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { active: false });
    const gone = await scene.org.eventType();
    await scene.org.call('DELETE', `/v1/event-types/${gone.id}`);
    expect(await summary('?period=30d')).toEqual({
      period: '30d',
      period_start: '2026-05-03T00:00:00Z',
      period_end: '2026-06-01T08:00:00Z',
      api_calls: { total: 0 },
      bookings: { total: 0, confirmed: 0, cancelled: 0, pending_payment: 0 },
      event_types: { total: 2, active: 1 },
      calendar_connections: { total: 0, active: 0 },
      webhooks: { total_deliveries: 0, successful: 0, failed: 0 },
    });
    expect(await summary()).toMatchObject({ period: '30d' });
    expect((await server.call('GET', '/v1/usage/summary?period=1d', { key: scene.org.testKey })).status).toBe(
      400,
    );
  });

  test('of other processes shows when they have stored it: at the latest when they stop', async () => {
    const another = await limitedServer(scene.api, { plan: 'launch' });
    for (let i = 0; i < 3; i++) await another.call('GET', '/v1/event-types', { key: scene.org.testKey });
    await list();
    expect((await usage()).usage.api_calls_today).toBe(1);
    await another.server.close();
    expect((await usage()).usage.api_calls_today).toBe(4);
  });
});

describe('counts in memory', () => {
  const principal = {
    kind: 'key',
    permissions: null,
    expiresAt: null,
    id: 'key_a',
    organizationId: 'org_a',
    isTest: true,
    plan: null,
  } as const;
  const now = Date.parse('2026-06-01T08:00:00Z');

  test('are stored once, also when several ask at once and when calls come meanwhile', async () => {
    const stored: number[] = [];
    const counter = createCallCounter({ isSpread: false }, async (counts) => {
      await Promise.resolve();
      stored.push(...counts.map(({ calls }) => calls));
    });
    counter.count(principal, now);
    counter.count(principal, now);
    const flushes = [counter.flush(), counter.flush()];
    counter.count(principal, now);
    await Promise.all([...flushes, counter.flush()]);
    await counter.flush();
    expect(stored.reduce((sum, calls) => sum + calls, 0)).toBe(3);
  });

  test('are kept when the database cannot store them', async () => {
    const stored: CallCount[] = [];
    let isGone = true;
    const counter = createCallCounter({ isSpread: false }, async (counts) => {
      if (isGone) throw new Error('gone');
      stored.push(...counts);
    });
    counter.count(principal, now);
    await expect(counter.flush()).rejects.toThrow('gone');
    counter.count(principal, now);
    isGone = false;
    await counter.flush();
    expect(stored).toEqual([
      { organization_id: 'org_a', is_test: true, day: '2026-06-01', key_id: 'key_a', calls: 2 },
    ]);
  });
});
