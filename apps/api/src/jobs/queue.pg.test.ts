import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { defineJob } from '../../test/harness/define-job.ts';
import type { Database } from '../db/database.ts';
import { openPostgres } from '../db/postgres.ts';
import type { Job } from './definition.ts';
import { openQueue } from './queue.ts';

interface Deps {
  readonly ran: (note: string, job: Job<object>) => Promise<void> | void;
}

const greet = defineJob<{ name: string }, Deps>()({
  name: 'test.greet',
  retryLimit: 2,
  async handle({ ran }, job) {
    await ran(`hello ${job.data.name}`, job);
  },
});

const once = defineJob<{ name: string }, Deps>()({
  name: 'test.once-per-key',
  retryLimit: 0,
  oneWaitingPerKey: true,
  concurrency: 2,
  async handle({ ran }, job) {
    await ran(`once ${job.data.name}`, job);
  },
});

const definitions = [greet, once] as const;

describeOnBothDatabases('queue', (openDatabase, kind) => {
  let database: Database;
  const open = () => openQueue(database, { definitions, logger: quiet });
  const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
  type TestQueue = Awaited<ReturnType<typeof open>>;
  let queue: TestQueue;

  beforeAll(async () => {
    ({ database } = await openDatabase());
  });
  afterEach(async () => {
    await queue.stop();
    await sql`truncate pgboss.job`.execute(database.db);
  });

  /** Opens the queue with working workers; what ran is pushed to the list it returns, with the time. */
  async function openWorking(ran: Deps['ran'] = () => undefined): Promise<{ note: string; at: number }[]> {
    const notes: { note: string; at: number }[] = [];
    queue = await open();
    await queue.startWorkers({
      async ran(note, job) {
        notes.push({ note, at: performance.now() });
        await ran(note, job);
      },
    });
    return notes;
  }

  const greetIn = (name: string, options?: { startAfter: Date }) =>
    database.inTransaction((tx) => queue.enqueue(tx, greet, { name }, options));

  const jobs = async (): Promise<{ name: string; state: string }[]> =>
    (
      await sql<{ name: string; state: string }>`select name, state::text from pgboss.job`.execute(
        database.db,
      )
    ).rows;

  it('runs a job whose transaction committed, once', async () => {
    const notes = await openWorking();
    await greetIn('Ada');
    await expect.poll(() => notes.length).toBe(1);
    await pause(700); // longer than a poll
    expect(notes.map(({ note }) => note)).toEqual(['hello Ada']);
    expect(await jobs()).toEqual([{ name: 'test.greet', state: 'completed' }]);
  });

  it('has no job of a transaction that rolled back', async () => {
    queue = await open();
    const broken = database.inTransaction(async (tx) => {
      await queue.enqueue(tx, greet, { name: 'Ada' });
      const inside = await sql`select name from pgboss.job`.execute(tx);
      expect(inside.rows).toHaveLength(1);
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect(await jobs()).toEqual([]);
  });

  it('wakes its own workers at the commit, not at the next poll', async () => {
    const notes = await openWorking();
    const latencies: number[] = [];
    for (let n = 1; n <= 5; n++) {
      await pause(100); // let the worker go back to sleep
      await greetIn(String(n));
      const committed = performance.now();
      await expect.poll(() => notes.length, { interval: 2 }).toBe(n);
      latencies.push((notes.at(-1)?.at ?? 0) - committed);
    }
    // Polls are 500 ms apart: five in a row by luck would be one in thousands.
    expect(Math.max(...latencies)).toBeLessThan(200);
  });

  it('keeps a job until its startAfter', async () => {
    const notes = await openWorking();
    const before = performance.now();
    await greetIn('later', { startAfter: new Date(Date.now() + 1_500) });
    await expect.poll(() => notes.length, { timeout: 5_000 }).toBe(1);
    expect((notes[0]?.at ?? 0) - before).toBeGreaterThan(1_400);
  });

  it('tries a job again whose handler threw, and keeps it as failed when its retries are used up', async () => {
    const notes = await openWorking((note) => {
      if (note === 'hello twice' && notes.length > 1) return;
      throw new Error('not now');
    });
    await greetIn('twice');
    await expect.poll(() => notes.length, { timeout: 10_000 }).toBe(2);
    await expect.poll(jobs).toEqual([{ name: 'test.greet', state: 'completed' }]);

    await database.inTransaction((tx) => queue.enqueue(tx, once, { name: 'never' }, { singletonKey: 'k' }));
    await expect.poll(jobs).toContainEqual({ name: 'test.once-per-key', state: 'failed' });
  });

  it('waits with stop for the handler that is running, and takes no further job', async () => {
    let finished = 0;
    const notes = await openWorking(async () => {
      await pause(700);
      finished++;
    });
    await greetIn('slow');
    await greetIn('waiting');
    await expect.poll(() => notes.length).toBe(1);
    await queue.stop();
    expect(finished).toBe(1);
    await pause(700);
    expect(notes).toHaveLength(1);
    expect((await jobs()).map(({ state }) => state).sort()).toEqual(['completed', 'created']);
  });

  it('drops a job while one with its key waits, and takes it again afterwards', async () => {
    queue = await open();
    const enqueue = () =>
      database.inTransaction((tx) => queue.enqueue(tx, once, { name: 'k' }, { singletonKey: 'k' }));
    await enqueue();
    await enqueue();
    expect(await jobs()).toHaveLength(1);
    const ran: string[] = [];
    await queue.startWorkers({ ran: (note) => void ran.push(note) });
    await expect.poll(() => ran.length).toBe(1);
    await enqueue();
    await expect.poll(() => ran.length).toBe(2);
  });

  describe('refuses', () => {
    it('a job that is in no list, at once', async () => {
      queue = await open();
      const unknown = database.inTransaction((tx) =>
        queue.enqueue(tx, { ...greet, name: 'test.typo' }, { name: 'Ada' }),
      );
      await expect(unknown).rejects.toThrow('There is no job "test.typo"');
    });

    it('the data of another job, in its types', async () => {
      queue = await open();
      // @ts-expect-error a name is missing
      const wrong = () => database.inTransaction((tx) => queue.enqueue(tx, greet, {}));
      expect(wrong).toBeTypeOf('function');
    });

    it('a singletonKey that means nothing, and the lack of one that is needed', async () => {
      queue = await open();
      const needless = database.inTransaction((tx) =>
        queue.enqueue(tx, greet, { name: 'Ada' }, { singletonKey: 'k' }),
      );
      await expect(needless).rejects.toThrow('takes no singletonKey');
      const missing = database.inTransaction((tx) => queue.enqueue(tx, once, { name: 'Ada' }));
      await expect(missing).rejects.toThrow('needs a singletonKey');
    });
  });

  it('enqueues to a queue that was made a moment ago', async () => {
    // On the embedded database a look-up of the queue from inside the transaction would wait for itself.
    const added = defineJob<{ name: string }, Deps>()({ ...greet, name: 'test.added-later' });
    const wider = await openQueue(database, { definitions: [added], logger: quiet });
    await database.inTransaction((tx) => wider.enqueue(tx, added, { name: 'Ada' }));
    expect(await jobs()).toEqual([{ name: 'test.added-later', state: 'created' }]);
    queue = wider as unknown as TestQueue;
  });

  if (kind === 'postgres') {
    it('runs a job by the clock of the database, wherever that of the process jumps', async () => {
      const notes = await openWorking();
      for (const jumpMs of [-3_600_000, 3_600_000]) {
        const ran = notes.length;
        const startAfter = new Date(Date.now() + 1_000);
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jumpMs });
        await greetIn('whenever', { startAfter });
        const enqueued = performance.now();
        await expect.poll(() => notes.length, { timeout: 10_000 }).toBe(ran + 1);
        vi.useRealTimers();
        expect((notes.at(-1)?.at ?? 0) - enqueued).toBeGreaterThan(800);
      }
    });

    it('is opened by several processes at once on a new database', async () => {
      const { database: first, url = '' } = await openDatabase();
      const others = [1, 2, 3].map(() => openPostgres({ url, poolSize: 1, logger: quiet }));
      const queues = await Promise.all(
        [first, ...others].map((each) => openQueue(each, { definitions, logger: quiet })),
      );
      await Promise.all(queues.map((each) => each.check()));
      await Promise.all(queues.map((each) => each.stop()));
      await Promise.all(others.map((each) => each.close()));
      queue = await open();
    });
  }

  it('changes a stored queue when its definition changes', async () => {
    queue = await open();
    await queue.stop();
    const patient = { ...greet, retryLimit: 9 } as const;
    queue = (await openQueue(database, { definitions: [patient, once], logger: quiet })) as TestQueue;
    await greetIn('Ada');
    const { rows } = await sql`select retry_limit from pgboss.job`.execute(database.db);
    expect(rows).toEqual([{ retry_limit: 9 }]);
  });

  it('says whether its tables can be read', async () => {
    queue = await open();
    await expect(queue.check()).resolves.toBeUndefined();
  });
});
