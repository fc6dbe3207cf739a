import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';
import { defineJob } from '../../test/harness/define-job.ts';
import { openQueue, type Queue } from './queue.ts';

const silent = { info() {}, warn() {}, error() {} };
const handled: string[] = [];
const alone = defineJob<{ note: string }, undefined>()({
  name: 'test.alone',
  retryLimit: 1,
  handle: async (_, { data }) => {
    handled.push(data.note);
  },
});
const grouped = defineJob<{ note: string }, undefined>()({
  name: 'test.grouped',
  retryLimit: 1,
  groupConcurrency: 1,
  handle: async (_, { data }) => {
    handled.push(data.note);
  },
});
const definitions = [alone, grouped] as const;

let made: TestDatabase;
let queue: Queue<undefined>;
const asked: string[] = [];

beforeAll(async () => {
  made = await createTestDatabase('postgres');
  const { queueConnection } = made.database;
  const counted = {
    ...made.database,
    queueConnection: {
      executeSql(text: string, values?: unknown[]) {
        asked.push(text);
        return queueConnection.executeSql(text, values);
      },
    },
  };
  queue = await openQueue(counted, { definitions, logger: silent });
  await queue.startWorkers(undefined);
});
afterAll(async () => {
  await queue.stop();
  await made.close();
});

const looks = () => asked.filter((text) => text.includes('unnest($1::text[]) as kinds'));
const takings = () => asked.filter((text) => /skip locked/i.test(text) && !text.includes("'completed'"));

test('a process with nothing to do asks one thing at each look, and takes none', async () => {
  await expect.poll(() => looks().length).toBeGreaterThan(2); // each worker has looked once when it started
  asked.length = 0;
  await expect.poll(() => looks().length).toBeGreaterThan(4);
  expect(takings()).toEqual([]);
});

test('and does what comes due, of every kind', async () => {
  const startAfter = new Date(Date.now() + 300);
  await made.database.inTransaction(async (tx) => {
    await queue.enqueue(tx, alone, { note: 'alone' }, { startAfter });
    await queue.enqueue(tx, grouped, { note: 'grouped' }, { startAfter, group: 'a' });
  });
  await expect.poll(() => handled.toSorted()).toEqual(['alone', 'grouped']);
  expect(takings().length).toBeGreaterThan(0); // the premise of the test above
});
