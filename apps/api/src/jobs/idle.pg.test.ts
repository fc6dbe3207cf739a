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
const other = defineJob<{ note: string }, undefined>()({
  name: 'test.other',
  retryLimit: 1,
  handle: async (_, { data }) => {
    handled.push(data.note);
  },
});
const definitions = [alone, other] as const;

let made: TestDatabase;
let queue: Queue<undefined>;
const asked: string[] = [];

beforeAll(async () => {
  made = await createTestDatabase('postgres');
  const { queueConnection } = made.database;
  const counted = {
    ...made.database,
    queueConnection: {
      ...queueConnection,
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
const houseLooks = () => asked.filter((text) => text.includes('as lost'));
const takings = () => asked.filter((text) => /skip locked/i.test(text) && !text.includes("'completed'"));

test('a process with nothing to do asks one thing at each look, and takes none', async () => {
  await expect.poll(() => looks().length).toBeGreaterThan(2); // each worker has looked once when it started
  await expect.poll(() => houseLooks().length).toBeGreaterThan(1); // the first of them has the house kept, as every hour
  asked.length = 0;
  await expect.poll(() => looks().length).toBeGreaterThan(4);
  expect(takings()).toEqual([]);
  expect(asked).toHaveLength(looks().length + houseLooks().length);
});

test('and does what comes due, of every kind', async () => {
  const startAfter = new Date(Date.now() + 300);
  await made.database.inTransaction(async (tx) => {
    await queue.enqueue(tx, alone, { note: 'alone' }, { startAfter });
    await queue.enqueue(tx, other, { note: 'other' }, { startAfter });
  });
  await expect.poll(() => handled.toSorted()).toEqual(['alone', 'other']);
  expect(takings().length).toBeGreaterThan(0); // the premise of the test above
});
