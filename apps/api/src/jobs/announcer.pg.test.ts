import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';
import { defineJob } from '../../test/harness/define-job.ts';
import type { Database } from '../db/database.ts';
import { openPostgres } from '../db/postgres.ts';
import { openQueue, type Queue } from './queue.ts';

const note = defineJob<{ text: string }, { noted: string[] }>()({
  name: 'test.note',
  retryLimit: 0,
  handle: async ({ noted }, { data }) => void noted.push(data.text),
});
const definitions = [note] as const;
const logger = { info: () => undefined, warn: () => undefined, error: console.error };
type NoteQueue = Queue<{ noted: string[] }>;

let own: TestDatabase;
let other: Database;
let sender: NoteQueue;
let receiver: NoteQueue;
let noted: string[];

beforeAll(async () => {
  own = await createTestDatabase('postgres');
});
beforeEach(async () => {
  other = openPostgres({ url: own.url ?? '', poolSize: 2, logger });
  sender = await openQueue(own.database, { definitions, logger });
  receiver = await openQueue(other, { definitions, logger });
  noted = [];
  // Without polling: what is heard of within ten seconds was announced.
  vi.useFakeTimers({ toFake: ['setInterval'] });
  await receiver.startWorkers({ noted });
  vi.useRealTimers();
});
afterEach(async () => {
  await sender.stop();
  await receiver.stop();
  await other.close();
});
afterAll(() => own.close());

const send = (text: string, database: Database = own.database) =>
  database.inTransaction((tx) => sender.enqueue(tx, note, { text }));

const listeners = async () =>
  (
    await sql<{ pid: number }>`select pid from pg_stat_activity
      where datname = current_database() and application_name = 'astrocal-listener' and query like 'listen%'`.execute(
      own.database.db,
    )
  ).rows.map(({ pid }) => pid);

test('a process without workers wakes those of another', async () => {
  await expect.poll(listeners).toHaveLength(1);
  for (let round = 1; round <= 20; round++) {
    await send(String(round));
    await expect.poll(() => noted.length, { interval: 1, timeout: 5_000 }).toBe(round);
  }
});

test('jobs of many transactions at once are announced together', async () => {
  await expect.poll(listeners).toHaveLength(1);
  const heard: string[] = [];
  const stopHearing = other.broadcast?.listen('astrocal_jobs', {
    hear: (text) => heard.push(text),
    connected: () => undefined,
  });
  await expect.poll(listeners).toHaveLength(2);
  await Promise.all(Array.from({ length: 100 }, (_, index) => send(String(index))));
  await expect.poll(() => noted.length, { timeout: 5_000 }).toBe(100);
  await stopHearing?.();
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.length).toBeLessThan(100);
  expect(new Set(heard)).toEqual(new Set(['test.note']));
});

test('a lost connection is made again, and then everything is looked for', async () => {
  await expect.poll(listeners).toHaveLength(1);
  const [pid] = await listeners();
  await sql`select pg_terminate_backend(${pid})`.execute(own.database.db);
  await expect.poll(listeners).toEqual([]);
  await send('while nobody listened');
  await expect.poll(() => noted, { timeout: 5_000 }).toEqual(['while nobody listened']);
  await send('afterwards');
  await expect.poll(() => noted, { timeout: 5_000 }).toContain('afterwards');
});

test('nothing is announced from inside a transaction, nor after one that rolled back', async () => {
  const heard: string[] = [];
  const stopHearing = other.broadcast?.listen('astrocal_jobs', {
    hear: (text) => heard.push(text),
    connected: () => undefined,
  });
  await expect.poll(listeners).toHaveLength(2);
  const broken = own.database.inTransaction(async (tx) => {
    await sender.enqueue(tx, note, { text: 'never' });
    await expect(own.database.broadcast?.send('astrocal_jobs', 'early')).rejects.toThrow(
      'inside a transaction',
    );
    throw new Error('changed my mind');
  });
  await expect(broken).rejects.toThrow('changed my mind');
  // What is sent on one connection is heard in its order.
  await own.database.broadcast?.send('astrocal_jobs', 'test.last');
  await expect.poll(() => heard).toEqual(['test.last']);
  await stopHearing?.();
  expect(noted).toEqual([]);
});
