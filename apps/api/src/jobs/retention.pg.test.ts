import { sql } from 'kysely';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { defineJob } from '../../test/harness/define-job.ts';
import type { Database } from '../db/database.ts';
import { makeBoss } from './boss.ts';
import { forgetCompletedJobs } from './forget-completed.ts';
import { countJobs, listFailedJobs, retryJobs } from './manage.ts';
import { openQueue } from './queue.ts';

const work = defineJob<{ note: string }, { work(note: string): void }>()({
  name: 'test.work',
  retryLimit: 1,
  handle: async (deps, { data }) => deps.work(data.note),
});
const later = defineJob<{ note: string }, unknown>()({
  name: 'test.later',
  retryLimit: 0,
  handle: async () => undefined,
});

const logger = { info: () => undefined, warn: () => undefined, error: console.error };
const dayMs = 24 * 60 * 60 * 1000;

describeOnBothDatabases('what is kept of jobs', (openDatabase) => {
  let database: Database;
  const open = () => openQueue(database, { definitions: [work, later], logger });
  let queue: Awaited<ReturnType<typeof open>>;
  let faulty: boolean;
  let done: string[];

  beforeAll(async () => {
    ({ database } = await openDatabase());
  });
  beforeEach(async () => {
    faulty = true;
    done = [];
    queue = await open();
  });
  afterEach(async () => {
    await queue.stop();
    await sql`truncate pgboss.job`.execute(database.db);
  });

  const startWorkers = () =>
    queue.startWorkers({
      work(note) {
        if (faulty) throw new Error(`Not ${note}.`);
        done.push(note);
      },
    });
  const enqueue = (...notes: string[]) =>
    database.inTransaction(async (tx) => {
      for (const note of notes) await queue.enqueue(tx, work, { note });
    });
  const givenUp = async (...notes: string[]) => {
    await enqueue(...notes);
    await startWorkers();
    await expect.poll(() => listFailedJobs(database, 10), { timeout: 20_000 }).toHaveLength(notes.length);
  };
  const remaining = async () =>
    (await sql<{ name: string }>`select name from pgboss.job order by name`.execute(database.db)).rows.map(
      ({ name }) => name,
    );
  const ageBy = (days: number) =>
    sql`update pgboss.job set completed_on = completed_on - ${`${days} days`}::interval`.execute(database.db);
  /** What the queue itself deletes, and does so once a day. */
  const cleanUp = async () => {
    const boss = makeBoss(database, logger);
    await boss.start();
    await sql`update pgboss.queue set maintain_on = now() - interval '2 days'`.execute(database.db);
    await boss.supervise();
    await boss.stop({ graceful: false });
  };

  it('is shown when its tries are used up, and does its work when it is tried again', {
    timeout: 30_000,
  }, async () => {
    await givenUp('one', 'two');
    const failed = await listFailedJobs(database, 10);
    expect(failed.map(({ job, tries, reason, data }) => [job, tries, reason, data]).sort()).toEqual([
      ['test.work', 2, 'Not one.', { note: 'one' }],
      ['test.work', 2, 'Not two.', { note: 'two' }],
    ]);
    expect(await countJobs(database)).toEqual([
      { job: 'test.work', deferred: 0, ready: 0, active: 0, failed: 2 },
    ]);
    const counted = async () => (await queue.counts()).find(({ job }) => job === 'test.work')?.failed;
    await expect.poll(counted, { timeout: 15_000 }).toBe(2);

    faulty = false;
    const one = failed.find(({ data }) => (data as { note: string }).note === 'one')?.id ?? '';
    expect(await retryJobs(database, one)).toEqual([one]);
    expect(await retryJobs(database, one)).toEqual([]);
    await expect.poll(() => done, { timeout: 5_000 }).toEqual(['one']);
    expect(await retryJobs(database, 'all')).toHaveLength(1);
    await expect.poll(() => done, { timeout: 5_000 }).toEqual(['one', 'two']);
    await expect.poll(counted, { timeout: 15_000 }).toBe(0);
  });

  it('has all its tries again', { timeout: 30_000 }, async () => {
    await givenUp('one');
    await retryJobs(database, 'all');
    await expect.poll(() => countJobs(database)).toMatchObject([{ failed: 0 }]);
    await expect.poll(() => listFailedJobs(database, 10), { timeout: 20_000 }).toMatchObject([{ tries: 2 }]);
  });

  it('is kept for 30 days when it was given up', { timeout: 30_000 }, async () => {
    await givenUp('one');
    await ageBy(29);
    await cleanUp();
    expect(await remaining()).toEqual(['test.work']);
    await ageBy(2);
    await cleanUp();
    expect(await remaining()).toEqual([]);
  });

  it('is kept for ten minutes when it was completed', async () => {
    faulty = false;
    await enqueue('one', 'two');
    await startWorkers();
    await expect.poll(() => done).toHaveLength(2);
    await expect.poll(() => countJobs(database)).toEqual([]);
    expect(await remaining()).toHaveLength(2);
    await sql`update pgboss.job set completed_on = completed_on - interval '11 minutes'
      where data ->> 'note' = 'one'`.execute(database.db);
    await forgetCompletedJobs(database, logger)();
    expect(await remaining()).toHaveLength(1);
  });

  it('waits as long as it must: for 400 days, and then for a worker', async () => {
    const startAfter = new Date(Date.now() + 400 * dayMs);
    await database.inTransaction((tx) => queue.enqueue(tx, later, { note: 'later' }, { startAfter }));
    const years = async () =>
      (
        await sql<{ years: number }>`
          select extract(epoch from keep_until - start_after)::float8 / 86400 / 365 as years from pgboss.job`.execute(
          database.db,
        )
      ).rows[0]?.years;
    expect(await years()).toBeCloseTo(10);
    // A year after it was due nobody has done it yet.
    await sql`update pgboss.job set start_after = start_after - interval '765 days',
      keep_until = keep_until - interval '765 days'`.execute(database.db);
    await cleanUp();
    expect(await remaining()).toEqual(['test.later']);
    await startWorkers();
    await expect.poll(() => countJobs(database)).toEqual([]);
  });
});
