import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createDatabaseProxy, createEmptyDatabase, type EmptyDatabase } from '../harness/empty-database.ts';
import { type MainProcess, startMain, temporaryDirectory } from '../harness/main-process.ts';

const migrations = new URL('../../migrations/', import.meta.url);

describe('four processes that start at once on an empty database', { timeout: 60_000 }, () => {
  let database: EmptyDatabase;
  let directory: string;
  let servers: MainProcess[];
  beforeAll(async () => {
    database = await createEmptyDatabase();
    directory = await temporaryDirectory();
    const environment = { DATABASE_URL: database.url };
    servers = await Promise.all([1, 2, 3, 4].map(() => startMain(directory, environment)));
    await Promise.all(servers.map((server) => server.said()));
  });

  test('all become ready, and migrate once', async () => {
    const statuses = servers.map(async ({ url }) => (await fetch(`${url}/ready`)).status);
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200]);
    const applied = await database.query('select name from kysely_migration');
    const files = (await readdir(migrations)).filter((file) => file.endsWith('.sql'));
    expect(applied).toHaveLength(files.length);
  });

  test('make one organization, shown by one of them', async () => {
    expect(await database.query('select id from organizations')).toHaveLength(1);
    expect(await database.query('select id from api_keys')).toHaveLength(2);
    const showing = servers.filter((server) => server.output().includes('ac_live_'));
    expect(showing).toHaveLength(1);
  });

  test('know the keys of the one file', async () => {
    const file = path.join(directory, '.astrocal', 'credentials.json');
    const { live_key, test_key } = JSON.parse(await readFile(file, 'utf8'));
    for (const { url } of servers)
      for (const key of [live_key, test_key]) {
        const answer = await fetch(`${url}/v1/event-types`, { headers: { authorization: `Bearer ${key}` } });
        expect(answer.status).toBe(200);
      }
  });

  test('a process with another secret key is refused, and told why', async () => {
    const environment = { DATABASE_URL: database.url, ASTROCAL_SECRET_KEY: 'q'.repeat(16) + 'w'.repeat(16) };
    const other = await startMain(await temporaryDirectory(), environment);
    expect(await other.ended()).toBe(1);
    expect(other.output()).toContain(
      'This database was begun with another secret key. Set ASTROCAL_SECRET_KEY',
    );
    expect(other.output()).not.toContain(environment.ASTROCAL_SECRET_KEY);
  });

  test('all end on SIGTERM with 0', async () => {
    expect(await Promise.all(servers.map((server) => server.ended('SIGTERM')))).toEqual([0, 0, 0, 0]);
  });
});

test('a server does not listen before its keys are made and kept', { timeout: 60_000 }, async () => {
  const database = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  const lock = `hashtextextended('bootstrap', 0)`;
  await database.query(`select pg_advisory_lock(${lock})`);
  const server = await startMain(directory, { DATABASE_URL: database.url });
  const waiting = `select pid from pg_locks l join pg_database d on d.oid = l.database
    where datname = current_database() and locktype = 'advisory' and not granted and objsubid = 1`;
  await expect.poll(() => database.query(waiting)).toHaveLength(1);
  await expect(fetch(`${server.url}/ready`)).rejects.toThrow();

  await database.query(`select pg_advisory_unlock(${lock})`);
  await server.said();
  expect(await readdir(path.join(directory, '.astrocal'))).toContain('credentials.json');
  expect((await fetch(`${server.url}/ready`)).status).toBe(200);
});

describe('the roles', { timeout: 60_000 }, () => {
  test('http answers and leaves the jobs; worker does them and serves its probes only', async () => {
    const database = await createEmptyDatabase();
    const directory = await temporaryDirectory();
    const environment = { DATABASE_URL: database.url };
    const http = await startMain(directory, { ...environment, ASTROCAL_ROLE: 'http' });
    await http.said();
    const bookingId = await makeUnpaidBooking(http, directory);
    await database.query('update bookings set payment_expires_at = created_at');
    await database.query(`update pgboss.job set start_after = now() where name = 'bookings.expire-unpaid'`);
    const status = async () => (await database.query('select status from bookings'))[0]?.status;
    // Twice as long as a worker takes to find it.
    for (const until = performance.now() + 1_000; performance.now() < until; )
      expect(await status()).toBe('pending_payment');

    const worker = await startMain(directory, { ...environment, ASTROCAL_ROLE: 'worker' });
    await worker.said('Astrocal works on the job queue.');
    await expect.poll(status).toBe('cancelled');
    const statuses = async (paths: string[]) =>
      Promise.all(paths.map(async (path) => (await fetch(worker.url + path)).status));
    expect(await statuses(['/health', '/ready', '/metrics'])).toEqual([200, 200, 200]);
    expect(await statuses(['/', '/docs', '/v1/openapi.json', '/v1/bookings'])).toEqual([404, 404, 404, 404]);
    const figures = await (await fetch(`${worker.url}/metrics`)).text();
    expect(figures).toContain('astrocal_job_runs_total{job="bookings.expire-unpaid",outcome="completed"} 1');
    expect((await fetch(`${http.url}/health`)).status).toBe(200);
    expect(bookingId).toMatch(/^bkg_/);
    expect(await worker.ended('SIGTERM')).toBe(0);
    expect(await http.ended('SIGTERM')).toBe(0);
  });
});

/** A booking of a priced event type, by the test key; returns its id. */
async function makeUnpaidBooking({ url }: MainProcess, directory: string): Promise<string> {
  const file = path.join(directory, '.astrocal', 'credentials.json');
  const { test_key, test_event_type_id } = JSON.parse(await readFile(file, 'utf8'));
  const send = async (method: string, where: string, body: object) => {
    const headers = { authorization: `Bearer ${test_key}`, 'content-type': 'application/json' };
    const answer = await fetch(url + where, { method, headers, body: JSON.stringify(body) });
    return (await answer.json()) as { id: string };
  };
  await send('PATCH', `/v1/event-types/${test_event_type_id}`, { price_amount: 500 });
  const monday = Date.UTC(new Date().getUTCFullYear() + 1, 0, 4);
  const start = monday + ((8 - new Date(monday).getUTCDay()) % 7) * 86_400_000 + 9 * 3_600_000;
  const { id } = await send('POST', '/v1/bookings', {
    event_type_id: test_event_type_id,
    start_time: new Date(start).toISOString(),
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  return id;
}

describe('a database that goes away', { timeout: 60_000 }, () => {
  test('makes /ready 503 and comes back, while the process lives and tells no secret', async () => {
    const { url } = await createEmptyDatabase();
    const password = 'words-that-nobody-may-read';
    const secret = 'kL2nv84hGq0xZt7RwYb1dMs5uCe9fAjP';
    const proxy = await createDatabaseProxy(url, password);
    const environment = { DATABASE_URL: proxy.url, ASTROCAL_SECRET_KEY: secret, ASTROCAL_LOG_LEVEL: 'trace' };
    const server = await startMain(await temporaryDirectory(), environment);
    await server.said();
    const ready = async () => (await fetch(`${server.url}/ready`)).status;
    const health = async () => (await fetch(`${server.url}/health`)).status;
    expect(await ready()).toBe(200);

    await proxy.cut();
    await expect.poll(ready).toBe(503);
    expect(await health()).toBe(200);
    const answer = await fetch(
      `${server.url}/v1/availability?event_type_id=evt_x&start=2026-06-01&end=2026-06-01`,
    );
    expect([404, 503]).toContain(answer.status);

    await proxy.restore();
    await expect.poll(ready).toBe(200);
    expect(await server.ended('SIGTERM')).toBe(0);
    expect(server.output()).toContain('The process is not ready.');
    for (const word of [password, secret]) expect(server.output()).not.toContain(word);
  });
});
