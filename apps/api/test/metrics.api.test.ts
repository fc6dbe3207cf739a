import { readFileSync } from 'node:fs';
import { operationList, slotReasons } from '@astrocal/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp, buildWorkerApp } from '../src/app.ts';
import { createMetrics } from '../src/faces/index.ts';
import { createRequestMetrics } from '../src/http/request-metrics.ts';
import { createTestApi, type TestApi } from './harness/api.ts';

/** The samples of a page of metrics: `name{labels}` with its value. */
function samplesOf(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

const scrape = async (server: FastifyInstance) =>
  samplesOf((await server.inject({ method: 'GET', url: '/metrics' })).body);

describe.each(['postgres', 'embedded'] as const)('what /metrics tells (%s)', (kind) => {
  let api: TestApi;
  let server: FastifyInstance;
  beforeAll(async () => {
    api = await createTestApi(kind);
    server = await buildApp(api.deps, { metrics: 'everybody' });
  });
  afterAll(async () => {
    await server.close();
    await api.close();
  });

  const book = (start_time: string, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url: '/v1/bookings',
      headers: { authorization: `Bearer ${api.own.testKey}`, ...headers },
      payload: {
        event_type_id: api.own.testEventTypeId,
        start_time,
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      },
    });

  test('bookings that were made, each once, and times that were refused, by reason', async () => {
    const key = { 'idempotency-key': 'one' };
    const statuses = [
      await book('2026-06-08T09:00:00Z', key),
      await book('2026-06-08T09:00:00Z', key), // answered from the store
      await book('2026-06-08T09:30:00Z'),
      await book('2026-06-08T09:00:00Z'),
      await book('2026-06-07T09:00:00Z'),
    ].map(({ statusCode }) => statusCode);
    expect(statuses).toEqual([201, 201, 201, 409, 409]);
    const samples = await scrape(server);
    expect(samples.get('astrocal_bookings_created_total')).toBe(2);
    const refused = slotReasons.map((reason) => [
      reason,
      samples.get(`astrocal_bookings_refused_total{reason="${reason}"}`),
    ]);
    expect(Object.fromEntries(refused)).toEqual({
      ...Object.fromEntries(slotReasons.map((reason) => [reason, 0])),
      booked: 1,
      outside_hours: 1,
    });
    expect(samples.get('astrocal_errors_total{code="slot_unavailable"}')).toBe(2);
    expect(samples.get('astrocal_errors_total{code="internal_error"}')).toBe(0);
  });

  test('requests by route pattern, with this one in flight', async () => {
    const samples = await scrape(server);
    const count = (status: string) =>
      samples.get(
        `http_request_duration_seconds_count{method="POST",route="/v1/bookings",status="${status}"}`,
      );
    expect([count('2xx'), count('4xx')]).toEqual([3, 2]);
    expect(samples.get('http_requests_in_flight')).toBe(1);
  });

  test('what runs, the process, and the connections', async () => {
    const names = [...(await scrape(server)).keys()];
    expect(names).toContain(`astrocal_build_info{version="0.0.0-test",zone_data="2026f",database="${kind}"}`);
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ])
      expect(names).toContain(name);
    const pools = names.filter((name) => name.startsWith('astrocal_database_connections'));
    expect(pools).toHaveLength(kind === 'postgres' ? 9 : 0);
  });

  test('jobs by state, as the queue counts them', async () => {
    await server.inject({
      method: 'PATCH',
      url: `/v1/event-types/${api.own.testEventTypeId}`,
      headers: { authorization: `Bearer ${api.own.testKey}` },
      payload: { price_amount: 500 },
    });
    expect((await book('2026-06-08T11:00:00Z')).statusCode).toBe(201);
    const jobs = async () => {
      const samples = await scrape(server);
      return ['deferred', 'ready', 'active', 'failed'].map((state) =>
        samples.get(`astrocal_jobs{job="bookings.expire-unpaid",state="${state}"}`),
      );
    };
    // The test's clock says 2026, the database's is ahead of it: the job is due. No worker runs here.
    await expect
      .poll(async () => (await jobs()).slice(0, 2).reduce((a = 0, b = 0) => a + b), {
        timeout: 15_000,
      })
      .toBe(1);
    expect((await jobs()).slice(2)).toEqual([0, 0]);
    expect(
      (await scrape(server)).get('astrocal_job_runs_total{job="bookings.expire-unpaid",outcome="failed"}'),
    ).toBe(0);
  });
});

describe('the number of series', () => {
  let api: TestApi;
  let server: FastifyInstance;
  beforeAll(async () => {
    api = await createTestApi();
    server = await buildApp(api.deps, { metrics: 'everybody' });
  });
  afterAll(async () => {
    await server.close();
    await api.close();
  });

  test('is bounded by what the server has, whatever is asked of it', async () => {
    const ask = async (round: string) => {
      for (const { method, path } of operationList)
        await server.inject({ method, url: path.replace(/\{\w+\}/g, `id-${round}`) });
      for (const method of ['GET', 'PROPFIND', 'REPORT', 'OPTIONS'])
        await server.inject({ method: method as 'GET', url: `/nowhere/${round}?x=${round}` });
      await server.inject({ method: 'GET', url: '/v1/bookings', headers: { authorization: round } });
    };
    await ask('first');
    // What Node tells of itself (the kinds of garbage collection) comes when it comes.
    const ours = async () =>
      new Map([...(await scrape(server))].filter(([name]) => /^(http|astrocal)_/.test(name)));
    await ours();
    const before = [...(await ours()).keys()];
    for (let round = 0; round < 20; round++) await ask(`round-${round}`);
    const after = await ours();
    expect([...after.keys()].filter((name) => !before.includes(name))).toEqual([]);
    // The premise: they were counted, what has no route and no usual method too.
    const count = (labels: string) => after.get(`http_request_duration_seconds_count{${labels}}`);
    expect(count('method="GET",route="none",status="4xx"')).toBe(21);
    expect(count('method="other",route="none",status="4xx"')).toBe(42);
    expect(count('method="GET",route="/v1/bookings/:id",status="4xx"')).toBe(21);
    expect([...after.keys()].join('\n')).not.toMatch(/round-|id-/);
  });

  test('two servers in one process count apart', async () => {
    const other = await buildApp(api.deps, { metrics: 'everybody' });
    const count = (samples: Map<string, number>) =>
      samples.get('http_request_duration_seconds_count{method="GET",route="/health",status="2xx"}');
    const before = count(await scrape(server)) ?? 0;
    await other.inject('/health');
    await other.inject('/health');
    expect(count(await scrape(other))).toBe(2);
    expect(count(await scrape(server)) ?? 0).toBe(before);
    await other.close();
  });

  test('a caller that hangs up is counted, and in flight no longer', async () => {
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
    const { lock } = api.deps.guards;
    const guards = {
      ...api.deps.guards,
      lock: async (...args: Parameters<typeof lock>) => {
        reach();
        await held;
        return lock(...args);
      },
    };
    const slow = await buildApp({ ...api.deps, guards }, { metrics: 'everybody' });
    const url = await slow.listen({ port: 0, host: '127.0.0.1' });
    const caller = new AbortController();
    const asked = fetch(`${url}/v1/bookings`, {
      method: 'POST',
      signal: caller.signal,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        event_type_id: api.own.testEventTypeId,
        start_time: '2026-06-08T15:00:00Z',
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      }),
    }).catch(() => null);
    await reached;
    expect((await scrape(slow)).get('http_requests_in_flight')).toBe(2);
    caller.abort();
    await asked;
    const inFlight = async () => (await scrape(slow)).get('http_requests_in_flight');
    await expect.poll(inFlight).toBe(1);
    const name = 'http_request_duration_seconds_count{method="POST",route="/v1/bookings",status="aborted"}';
    expect((await scrape(slow)).get(name)).toBe(1);
    letGo();
    await slow.close();
  });
});

describe('who may read it', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  });
  afterAll(() => api.close());
  const statusOf = async (server: FastifyInstance, authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    return (await server.inject({ method: 'GET', url: '/metrics', headers })).statusCode;
  };

  test('nobody unless told: it is like any path that does not exist', async () => {
    const server = await buildApp(api.deps);
    expect(await statusOf(server)).toBe(404);
    await server.close();
  });

  test('whoever has the token', async () => {
    const token = 'a-token-for-the-scraper';
    const server = await buildApp(api.deps, { metrics: { token } });
    expect(await statusOf(server, `Bearer ${token}`)).toBe(200);
    expect(await statusOf(server, `bearer ${token}`)).toBe(200);
    for (const wrong of [undefined, '', 'Bearer', `Bearer ${token}x`, token, `Bearer ${api.own.liveKey}`])
      expect(await statusOf(server, wrong), String(wrong)).toBe(401);
    await server.close();
  });

  test('a process that only works on jobs serves it, and nothing of the API', async () => {
    const server = await buildWorkerApp(api.deps, { metrics: 'everybody' });
    const statuses = async (urls: string[]) =>
      Promise.all(urls.map(async (url) => (await server.inject(url)).statusCode));
    expect(await statuses(['/metrics', '/health', '/ready'])).toEqual([200, 200, 200]);
    expect(await statuses(['/v1/openapi.json', '/v1/bookings', '/docs'])).toEqual([404, 404, 404]);
    await server.close();
  });
});

test('a database that does not answer costs the figures of the queue only', async () => {
  const api = await createTestApi();
  const queue = { ...api.deps.queue, counts: () => Promise.reject(new Error('gone')) };
  const server = await buildApp({ ...api.deps, queue }, { metrics: 'everybody' });
  const silent = { ...api.deps.queue, counts: () => new Promise<never>(() => {}) };
  const other = await buildApp({ ...api.deps, queue: silent }, { metrics: 'everybody' });
  for (const each of [server, other]) {
    const names = [...(await scrape(each)).keys()];
    expect(names.filter((name) => name.startsWith('astrocal_jobs'))).toEqual([]);
    expect(names).toContain('process_resident_memory_bytes');
    await each.close();
  }
  await api.close();
});

test('docs/operations/monitoring.md lists every metric of ours with its labels', async () => {
  const page = readFileSync(new URL('../../../docs/operations/monitoring.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `((?:http|astrocal)_\w+)` \|(.*?)\|/gm)];
  const listed = rows.map(([, name, labels = '']) => [name, labels.match(/\w+/g) ?? []]);
  const api = await createTestApi();
  const registry = createMetrics(api.deps);
  createRequestMetrics(registry);
  const known = registry.getMetricsAsArray() as unknown as { name: string; labelNames: string[] }[];
  expect(listed.sort()).toEqual(known.map(({ name, labelNames }) => [name, labelNames]).sort());
  await api.close();
});
