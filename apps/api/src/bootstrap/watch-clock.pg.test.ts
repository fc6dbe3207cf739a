import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi } from '../../test/harness/api.ts';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';
import { defineJob } from '../../test/harness/define-job.ts';
import { openQueue } from '../jobs/queue.ts';
import { createLogger } from '../lib/logger.ts';
import { type ClockWatch, watchClock } from './watch-clock.ts';

const day = 24 * 60 * 60_000;

let opened: TestDatabase;
let watch: ClockWatch | undefined;
let lead: number;
let lines: { level: number; msg: string }[];
beforeEach(async () => {
  opened = await createTestDatabase('postgres');
  lead = 0;
  lines = [];
});
afterEach(async () => {
  watch?.stop();
  await opened.close();
});

const logger = createLogger('info', { write: (line: string) => void lines.push(JSON.parse(line)) });

async function open(): Promise<ClockWatch> {
  const clock = { now: () => Date.now() + lead };
  watch = await watchClock({ database: opened.database, clock, logger });
  return watch;
}

const told = () => lines.splice(0).map(({ level, msg }) => `${level} ${msg.replace(/[:.] .*$/, '')}`);

describe('the clock of a process', () => {
  test.each([
    [0, false, []],
    [20_000, false, ['40 The clock of this process is 20 seconds ahead of that of the database']],
    [-20_000, false, ['40 The clock of this process is 20 seconds behind that of the database']],
    [40 * day, true, ['50 The clock of this process is 40 days ahead of that of the database']],
    [-40 * day, true, ['50 The clock of this process is 40 days behind that of the database']],
  ])('that leads by %i ms', async (by, isWrong, warnings) => {
    lead = by;
    expect((await open()).isWrong()).toBe(isWrong);
    expect(told()).toEqual(warnings);
  });

  test('is believed again once it agrees', async () => {
    lead = 40 * day;
    const { compare, isWrong } = await open();
    lead = 0;
    await compare();
    expect(isWrong()).toBe(false);
    expect(told().at(-1)).toBe('30 The clock of this process agrees with the database.');
  });
});

test('while it is wrong no job is done; afterwards each is', async () => {
  const ran: string[] = [];
  const note = defineJob<{ text: string }, null>()({
    name: 'test.note',
    retryLimit: 0,
    handle: async (_deps, { data }) => void ran.push(data.text),
  });
  const { database } = opened;
  const queue = await openQueue(database, { definitions: [note], logger: createLogger('silent') });
  const enqueue = (text: string) => database.inTransaction((tx) => queue.enqueue(tx, note, { text }));
  lead = -2 * 60_000;
  const { compare, whileRight } = await open();
  await whileRight({ begin: () => queue.startWorkers(null), end: () => queue.stopWorkers() });
  await enqueue('first');
  expect(queue.runs().get('test.note')).toMatchObject({ completed: 0 });
  lead = 0;
  await compare();
  await expect.poll(() => ran).toEqual(['first']);
  lead = 40 * day;
  await compare();
  await enqueue('second');
  lead = 0;
  expect(ran).toEqual(['first']);
  await compare();
  await expect.poll(() => ran).toEqual(['first', 'second']);
  await queue.stop();
});

test('work that could not begin when the clock was right again begins after the next comparison', async () => {
  const done: string[] = [];
  let isGone = false;
  const begin = async () => {
    done.push('begin');
    if (isGone) throw new Error('connect ECONNREFUSED');
  };
  const { compare, whileRight } = await open();
  await whileRight({ begin, end: async () => void done.push('end') });
  lead = 40 * day;
  await compare();
  lead = 0;
  isGone = true;
  await expect(compare()).rejects.toThrow('ECONNREFUSED');
  isGone = false;
  await compare();
  await compare();
  expect(done).toEqual(['begin', 'end', 'begin', 'end', 'begin']);
});

test('a process whose clock is wrong is not ready, changes nothing and answers reads', async () => {
  let isWrong = true;
  const api = await createTestApi('postgres', { isClockWrong: () => isWrong });
  const body = { name: 'Another' };
  const create = () => api.call('POST', '/v1/api-keys', { key: api.own.testKey, body });
  expect(await create()).toMatchObject({
    status: 503,
    body: {
      error: {
        code: 'unavailable',
        message: 'The clock of the server is wrong, so nothing can be changed now. Try again later.',
      },
    },
  });
  expect(await api.call('GET', '/ready')).toMatchObject({ status: 503 });
  expect(await api.call('GET', '/health')).toMatchObject({ status: 200 });
  expect(await api.call('GET', '/v1/api-keys', { key: api.own.testKey })).toMatchObject({ status: 200 });
  isWrong = false;
  expect(await create()).toMatchObject({ status: 201 });
  expect(await api.call('GET', '/ready')).toMatchObject({ status: 200 });
  await api.close();
});
