import { sql } from 'kysely';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { defineJob } from '../../test/harness/define-job.ts';
import type { Database } from '../db/database.ts';
import { openQueue } from './queue.ts';

interface Deps {
  /** What each job does; by its note. */
  readonly run: (note: string) => Promise<void>;
  readonly batches: string[][];
}

const tell = defineJob<{ note: string }, Deps>()({
  name: 'test.tell',
  retryLimit: 0,
  batch: {
    size: 50,
    async handle({ run, batches }, jobs) {
      batches.push(jobs.map(({ data }) => data.note));
      for (const { data } of jobs) await run(data.note);
    },
  },
  handle: ({ run }, { data }) => run(data.note),
});

const single = defineJob<{ note: string }, Deps>()({
  name: 'test.single',
  retryLimit: 0,
  handle: ({ run }, { data }) => run(data.note),
});

const definitions = [tell, single] as const;
const logger = { info: () => undefined, warn: () => undefined, error: console.error };

describeOnBothDatabases('a backlog of jobs', (openDatabase) => {
  let database: Database;
  const open = () => openQueue(database, { definitions, logger });
  let queue: Awaited<ReturnType<typeof open>>;

  beforeAll(async () => {
    ({ database } = await openDatabase());
  });
  afterEach(async () => {
    await queue.stop();
    await sql`truncate pgboss.job`.execute(database.db);
  });

  const states = async () =>
    (
      await sql<{ state: string; count: number }>`
        select state::text, count(*)::int from pgboss.job group by 1 order by 1`.execute(database.db)
    ).rows;

  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

  it('is done in batches, where a job that fails holds up no other and is run by itself', async () => {
    queue = await open();
    const notes = [...numbers(30), 'poison', ...numbers(30)];
    await database.inTransaction(async (tx) => {
      for (const note of notes) await queue.enqueue(tx, tell, { note });
    });
    const batches: string[][] = [];
    let poisoned = 0;
    const run = async (note: string) => {
      if (note !== 'poison') return;
      poisoned++;
      throw new Error('poison');
    };
    await queue.startWorkers({ run, batches });
    await expect
      .poll(states, { timeout: 10_000 })
      .toEqual([expect.objectContaining({ state: 'completed', count: 60 }), { state: 'failed', count: 1 }]);
    expect(batches.map(({ length }) => length)).toEqual([50, 11]);
    expect(poisoned).toBe(2); // with its batch, and by itself
    expect(queue.runs().get('test.tell')).toMatchObject({ completed: 60, failed: 1 });
  });

  it('does not wait for a poll between two jobs', { timeout: 40_000 }, async () => {
    queue = await open();
    await database.inTransaction(async (tx) => {
      for (const note of numbers(300)) await queue.enqueue(tx, single, { note });
    });
    await queue.startWorkers({ run: async () => undefined, batches: [] });
    // One for each poll would take 150 s.
    await expect.poll(states, { timeout: 30_000 }).toEqual([{ state: 'completed', count: 300 }]);
  });
});
