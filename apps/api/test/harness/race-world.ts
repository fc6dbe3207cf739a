import pg from 'pg';
import { createTestApi, type TestAnswer, type TestApi } from './api.ts';
import { type RaceServer, startRaceServer } from './race-servers.ts';
import type { RaceSettings } from './race-settings.ts';

/** Two server processes on one PostgreSQL database, with clocks that stand still. */
export interface RaceWorld {
  /** A third process's view: the test's own. */
  readonly api: TestApi;
  readonly servers: readonly [RaceServer, RaceServer];
  /** What has been raced in this world so far. */
  readonly tally: RaceTally;
  /** Rows of a statement that goes past the app. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Calls the server whose turn it is by the racer's number, with the organization's test key. */
  call(racer: number, method: string, path: string, options?: RaceCall): Promise<TestAnswer>;
  /** Makes an event type that is open around the clock; returns its id. */
  makeEventType(fields: object, timezone?: string): Promise<string>;
  /** Tells both servers. */
  tell(settings: RaceSettings): Promise<void>;
  /** Stops the servers; resolves with the deadlocks that the database has counted. */
  stopServers(): Promise<number>;
  close(): Promise<void>;
}

export interface RaceTally {
  races: number;
  rounds: number;
  /** How many answers had each status. */
  readonly answers: Map<number, number>;
  /** Known once the servers have stopped. */
  deadlocks?: number;
}

export interface RaceCall {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A deadlock is found after this, not after a second: proofs that provoke some need not wait for them. */
const deadlockTimeout = '20ms';

export async function createRaceWorld(): Promise<RaceWorld> {
  const api = await createTestApi();
  const url = api.test.url ?? '';
  const sql = new pg.Client(url);
  await sql.connect();
  const { rows } = await sql.query('select current_database() as name');
  await sql.query(`alter database ${rows[0].name} set deadlock_timeout = '${deadlockTimeout}'`);
  const servers = await Promise.all([
    startRaceServer(url, api.clock.now()),
    startRaceServer(url, api.clock.now()),
  ]);
  let made = 0;
  const tally: RaceTally = { races: 0, rounds: 0, answers: new Map() };
  const world: RaceWorld = {
    api,
    servers,
    tally,
    query: async (text, values = []) => (await sql.query(text, [...values])).rows,
    async call(racer, method, path, options) {
      const url = (servers[racer % 2] as RaceServer).url + path;
      const answer = await callServer(url, method, api.own.testKey, options);
      tally.answers.set(answer.status, (tally.answers.get(answer.status) ?? 0) + 1);
      return answer;
    },
    async makeEventType(fields, timezone = 'UTC') {
      const type = { title: 'Race', slug: `race-${made++}`, duration_minutes: 30, ...fields };
      const { id } = expectStatus(201, await world.call(0, 'POST', '/v1/event-types', { body: type })).body;
      const allDay = { start_time: '00:00', end_time: '24:00' };
      const rules = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, ...allDay }));
      const path = `/v1/event-types/${id}/availability`;
      expectStatus(200, await world.call(0, 'PUT', path, { body: { timezone, rules } }));
      return id;
    },
    async tell(settings) {
      await Promise.all(servers.map((server) => server.tell(settings)));
    },
    async stopServers() {
      await Promise.all(servers.map((server) => server.stop()));
      // A connection that ends hands its counts over, and both servers have ended theirs.
      const [counts] = await world.query<{ deadlocks: string }>(
        'select deadlocks from pg_stat_database where datname = current_database()',
      );
      tally.deadlocks = Number(counts?.deadlocks);
      return tally.deadlocks;
    },
    async close() {
      await Promise.all(servers.map((server) => server.stop()));
      await sql.end();
      await api.close();
    },
  };
  return world;
}

/** One request over the wire. Rejects when the connection breaks: the outcome is then unknown. */
export async function callServer(
  url: string,
  method: string,
  key: string,
  { body, headers }: RaceCall = {},
): Promise<TestAnswer> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : JSON.parse(text),
    headers: Object.fromEntries(response.headers),
  };
}

export function expectStatus(status: number, answer: TestAnswer): TestAnswer {
  if (answer.status === status) return answer;
  throw new Error(`Expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
}
