import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmptyDatabase, type EmptyDatabase } from '../harness/empty-database.ts';
import { type MainProcess, startMain, temporaryDirectory } from '../harness/main-process.ts';
import { hasPooler, type Pooler, startPooler } from '../harness/pooler.ts';

if (!hasPooler) console.warn('PgBouncer is not installed (Debian: pgbouncer): its tests are not run.');

const serverConnections = 4;
const monday = '2030-06-17';

describe.runIf(hasPooler)('two processes behind a pooler in transaction mode', () => {
  let database: EmptyDatabase;
  let pooler: Pooler;
  let servers: MainProcess[];
  let key: string;
  let eventTypeId: string;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    pooler = await startPooler(database.url, serverConnections);
    const directory = await temporaryDirectory();
    const environment = {
      DATABASE_URL: pooler.url,
      DATABASE_POOLER: 'transaction',
      DATABASE_DIRECT_URL: database.url,
      ASTROCAL_ORGANIZATION_SLUG: 'pooled',
    };
    servers = await Promise.all([1, 2].map(() => startMain(directory, environment)));
    await Promise.all(servers.map((server) => server.said()));
    const credentials = await readFile(path.join(directory, '.astrocal', 'credentials.json'), 'utf8');
    ({ test_key: key, test_event_type_id: eventTypeId } = JSON.parse(credentials));
  });
  afterAll(async () => {
    for (const server of servers) await server.ended('SIGTERM');
    await pooler.stop();
  });

  const call = (at: number, method: string, route: string, body?: object) =>
    fetch(`${servers[at % servers.length]?.url}${route}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  const book = (at: number, startTime: string) =>
    call(at, 'POST', '/v1/bookings', {
      event_type_id: eventTypeId,
      start_time: startTime,
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    });

  test('40 racers for one time: one gets it, and no answer is a fault', async () => {
    const [slot] = await slots();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, at) => book(at, slot ?? '')));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 39 }, () => 409)]);
  });

  test('every free time is booked once, whichever connection a statement meets', async () => {
    const free = await slots();
    expect(free.length).toBeGreaterThan(5);
    const answers = await Promise.all(free.map((slot, at) => book(at, slot)));
    expect(answers.map(({ status }) => status)).toEqual(free.map(() => 201));
    const booked = await Promise.all(
      answers.map((answer) => answer.json() as Promise<{ start_time: string }>),
    );
    expect(booked.map(({ start_time }) => start_time)).toEqual(free);
    const reads = Array.from({ length: 60 }, (_, at) => call(at, 'GET', '/v1/bookings?limit=100'));
    for (const answer of await Promise.all(reads)) {
      const { data } = (await answer.json()) as { data: unknown[] };
      expect(data).toHaveLength(free.length + 1);
    }
  });

  test('what follows from a booking is done', async () => {
    const sent = () => database.query(`select from mails where kind = 'booking_confirmed'`);
    await expect.poll(async () => (await sent()).length).toBeGreaterThan(0);
  });

  test('nothing was prepared, and the server had few connections', async () => {
    const connections = await database.query(
      `select pid from pg_stat_activity where datname = current_database() and application_name = 'astrocal'`,
    );
    expect(connections.length).toBeLessThanOrEqual(serverConnections);
    const client = new pg.Client(pooler.url);
    await client.connect();
    for (let time = 0; time < 2 * serverConnections; time++)
      expect((await client.query('select name from pg_prepared_statements')).rows).toEqual([]);
    await client.end();
  });

  async function slots(): Promise<string[]> {
    const query = `event_type_id=${eventTypeId}&start=${monday}&end=${monday}`;
    const answer = await call(0, 'GET', `/v1/availability?${query}`);
    const { slots: found } = (await answer.json()) as { slots: { start_time: string }[] };
    return found.map(({ start_time }) => start_time);
  }
});
