import type { PlanName } from '@astrocal/contract';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LimitedServer, limitedServer } from '../../../test/harness/limited-api.ts';
import { useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();

const isForRequests = (client: pg.Client) =>
  (client as unknown as { connectionParameters: { application_name?: string } }).connectionParameters
    .application_name === 'astrocal';
const isAboutLimits = (text: string) => text.includes('rate_limit_windows');
const sent: string[] = [];
let gate: Promise<void> | null;

beforeEach(() => {
  gate = null;
  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [string | { text: string }];
    const text = typeof first === 'string' ? first : first.text;
    // The queue asks on connections of its own, whenever it likes; a new connection sets its zone.
    if (isForRequests(this) && !text.startsWith('set ')) sent.push(text);
    return gate && isAboutLimits(text) ? gate.then(() => query.apply(this, args)) : query.apply(this, args);
  } as never);
  // A looked-up key is believed for a second, which does not pass here.
  vi.spyOn(performance, 'now').mockReturnValue(performance.now());
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** What the process asks the database for so many requests of a warm server: about limits, and all else. */
async function statementsFor(
  server: LimitedServer,
  times: number,
  request: (time: number) => Promise<number>,
) {
  for (let time = 0; time < 3; time++) await request(time);
  sent.length = 0;
  for (let time = 3; time < times + 3; time++) expect(await request(time)).toBeLessThan(300);
  const statements = [...sent];
  await server.server.close();
  return {
    limits: statements.filter(isAboutLimits).length,
    others: statements.filter((text) => !isAboutLimits(text)),
  };
}

const key = () => scene.org.testKey;

async function reads(plan: PlanName, times: number) {
  const server = await limitedServer(scene.api, { plan });
  const { id } = await scene.org.eventType();
  const path = `/v1/availability?event_type_id=${id}&start=2026-06-02&end=2026-06-30`;
  return statementsFor(server, times, async () => (await server.call('GET', path, { key: key() })).status);
}

async function bookings(plan: PlanName, times: number) {
  const server = await limitedServer(scene.api, { plan });
  const { id } = await scene.org.eventType({}, null);
  const rules = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({
    day_of_week,
    start_time: '00:00',
    end_time: '24:00',
  }));
  await scene.org.call('PUT', `/v1/event-types/${id}/availability`, { timezone: 'UTC', rules });
  const first = { free: 2, grow: 4, scale: 6, launch: 8, unlimited: 10 }[plan];
  return statementsFor(server, times, async (time) => {
    const start = Date.parse(`2026-06-${String(first).padStart(2, '0')}T00:00:00Z`) + time * 30 * 60_000;
    const body = {
      event_type_id: id,
      start_time: new Date(start).toISOString(),
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    };
    return (await server.call('POST', '/v1/bookings', { key: key(), body })).status;
  });
}

test('availability with a key is one statement, on the plan Scale as without a plan', async () => {
  const times = 20;
  const without = await reads('unlimited', times);
  expect(without.others).toHaveLength(times);
  expect(without.limits).toBe(0);
  const scale = await reads('scale', times);
  expect(scale.others).toEqual(without.others);
  expect(scale.limits).toBe(0); // a share of 100 lasts
});

test('a booking with a key is as many statements on the plan Scale as without a plan', async () => {
  const times = 10;
  const without = await bookings('unlimited', times);
  expect(without.others.length).toBeGreaterThan(times);
  const scale = await bookings('scale', times);
  expect(scale.others).toEqual(without.others);
  expect(scale.limits).toBe(0);
});

test('the premise: a plan that is counted exactly asks once for every request', async () => {
  expect((await reads('launch', 20)).limits).toBe(20);
});

test('500 requests renew their share five times', { timeout: 120_000 }, async () => {
  const { limits } = await reads('scale', 500);
  // Shares of the minute are of 100, those of the day of 2,000.
  expect(limits).toBeGreaterThanOrEqual(4);
  expect(limits).toBeLessThanOrEqual(8);
});

test('no request waits for a share to be renewed', async () => {
  const server = await limitedServer(scene.api, { plan: 'scale' });
  const list = () => server.call('GET', '/v1/event-types', { key: key() });
  expect((await list()).status).toBe(200);
  const { promise, resolve: open } = Promise.withResolvers<void>();
  gate = promise;
  for (let time = 1; time < 100; time++) expect((await list()).status).toBe(200);
  expect(sent.filter(isAboutLimits).length).toBeGreaterThan(1); // it was asked for, and nobody waited
  open();
  await server.server.close();
});
