import { sql } from 'kysely';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { defineJob } from '../../test/harness/define-job.ts';
import type { Database } from '../db/database.ts';
import { openPostgres } from '../db/postgres.ts';
import type { Job } from './definition.ts';
import { openQueue } from './queue.ts';

interface Deps {
  run(note: string, job: Job<{ note: string }>): Promise<void> | void;
}

const grouped = defineJob<{ note: string }, Deps>()({
  name: 'test.grouped',
  retryLimit: 3,
  concurrency: 4,
  groupConcurrency: 2,
  handle: ({ run }, job) => Promise.resolve(run(job.data.note, job)),
});

const oneOfGroup = defineJob<{ note: string }, Deps>()({
  name: 'test.one-of-group',
  retryLimit: 3,
  concurrency: 2,
  groupConcurrency: 1,
  handle: ({ run }, job) => Promise.resolve(run(job.data.note, job)),
});

const definitions = [grouped, oneOfGroup] as const;
const logger = { info: () => undefined, warn: () => undefined, error: console.error };
const eventually = { timeout: 25_000 };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

describeOnBothDatabases('workers of groups', (openDatabase, kind) => {
  let database: Database;
  let url: string | undefined;
  const open = (on = database) => openQueue(on, { definitions, logger });
  type TestQueue = Awaited<ReturnType<typeof open>>;
  let queue: TestQueue;

  beforeAll(async () => {
    ({ database, url } = await openDatabase());
  });
  afterEach(async () => {
    await queue.stop();
    await sql`truncate pgboss.job`.execute(database.db);
  });

  const enqueue = (group: string, ...notes: readonly string[]) =>
    database.inTransaction((tx) =>
      queue.enqueueAll(
        tx,
        grouped,
        notes.map((note) => ({ data: { note }, group })),
      ),
    );

  const states = async () =>
    (
      await sql<{ state: string; count: number; tries: number }>`
        select state::text, count(*)::int, max(retry_count) as tries from pgboss.job group by 1 order by 1`.execute(
        database.db,
      )
    ).rows;
  const completed = (count: number) => [{ state: 'completed', count, tries: 0 }];

  /** Handlers that end when they are told to, and which of them began. */
  function holding() {
    const begun: string[] = [];
    const end = Promise.withResolvers<void>();
    const run = (note: string) => {
      begun.push(note);
      return end.promise;
    };
    return { begun, run, endAll: end.resolve };
  }

  it('do a backlog of one group without waiting for polls, each job once', async () => {
    queue = await open();
    const jobs = numbers(190).map((note) => ({ data: { note }, group: 'one' }));
    await database.inTransaction((tx) => queue.enqueueAll(tx, oneOfGroup, jobs));
    const ran: string[] = [];
    await queue.startWorkers({ run: (note) => void ran.push(note) });
    // With each poll as many as are taken of a group, which are three: half a minute.
    await expect.poll(() => ran.length, { timeout: 15_000 }).toBe(190);
    expect(new Set(ran).size).toBe(190);
    await expect.poll(states, eventually).toEqual(completed(190));
    expect(queue.runs().get('test.one-of-group')).toMatchObject({ completed: 190, failed: 0 });
  });

  it('take and settle several jobs with one statement', async () => {
    const statements: string[] = [];
    const counting: Database = {
      ...database,
      queueConnection: {
        executeSql(text, values) {
          if (values && text.includes('test.grouped')) statements.push(text);
          else if (values?.[0] === 'test.grouped') statements.push(text);
          return database.queueConnection.executeSql(text, values);
        },
      },
    };
    queue = await open(counting);
    for (let group = 0; group < 20; group++) await enqueue(String(group), ...numbers(10));
    const before = statements.length;
    let ran = 0;
    await queue.startWorkers({ run: () => void ran++ });
    await expect.poll(states, eventually).toEqual(completed(200));
    expect(ran).toBe(200);
    expect(statements.length - before).toBeGreaterThan(2);
    expect(statements.length - before).toBeLessThan(150); // one at a time: 400
  });

  it('find the jobs of others behind very many of a group that hangs', async () => {
    queue = await open();
    await enqueue('hangs', ...numbers(500));
    await enqueue('answers', 'a', 'b', 'c');
    const { begun, run, endAll } = holding();
    const done: string[] = [];
    await queue.startWorkers({
      run: (note) => (Number.isInteger(Number(note)) ? run(note) : void done.push(note)),
    });
    await expect.poll(() => done.sort(), eventually).toEqual(['a', 'b', 'c']);
    expect(begun).toHaveLength(2);
    await sql`update pgboss.job set state = 'cancelled' where state = 'created'`.execute(database.db);
    endAll();
  });

  it('stop when what runs has ended, and give back what they had taken in advance', async () => {
    queue = await open();
    await enqueue('one', ...numbers(10));
    const { begun, run, endAll } = holding();
    await queue.startWorkers({ run });
    await expect.poll(() => begun.length, eventually).toBe(2);
    // The premise: more are taken than run.
    expect(await states()).toEqual([
      { state: 'active', count: 6, tries: 0 },
      { state: 'created', count: 4, tries: 0 },
    ]);
    const stopping = queue.stop();
    await expect
      .poll(states, eventually)
      .toEqual(expect.arrayContaining([expect.objectContaining({ state: 'created', count: 8 })]));
    endAll();
    await stopping;
    expect(begun).toHaveLength(2);
    expect(await states()).toEqual([
      { state: 'completed', count: 2, tries: 0 },
      { state: 'created', count: 8, tries: 0 },
    ]);
    // Whoever takes them next has all their tries.
    queue = await open();
    await queue.startWorkers({ run: () => undefined });
    await expect.poll(states, eventually).toEqual(completed(10));
  });

  it('try again what failed, and complete what ran beside it', async () => {
    queue = await open();
    await enqueue('one', 'fails once', 'a', 'b');
    await enqueue('two', 'throws a text', 'c');
    const ran: string[] = [];
    await queue.startWorkers({
      run(note) {
        ran.push(note);
        const times = ran.filter((each) => each === note).length;
        if (note === 'fails once' && times === 1) throw new Error('not now');
        if (note === 'throws a text' && times === 1) throw 'not now';
      },
    });
    await expect.poll(states, eventually).toEqual([{ state: 'completed', count: 5, tries: 1 }]);
    expect(ran.sort()).toEqual([
      ...['a', 'b', 'c', 'fails once', 'fails once', 'throws a text', 'throws a text'],
    ]);
    expect(queue.runs().get('test.grouped')).toMatchObject({ completed: 5, failed: 2 });
  });

  it('leave what is not due, and take it when it is', async () => {
    queue = await open();
    const enqueueFor = (startAfter: Date, note: string) =>
      database.inTransaction((tx) => queue.enqueue(tx, grouped, { note }, { group: 'one', startAfter }));
    await enqueueFor(new Date(Date.now() + 3_600_000), 'later');
    await enqueueFor(new Date(Date.now() - 1_000), 'now');
    const ran: string[] = [];
    await queue.startWorkers({ run: (note) => void ran.push(note) });
    await expect.poll(() => ran, eventually).toEqual(['now']);
    await sql`update pgboss.job set start_after = now() where state = 'created'`.execute(database.db);
    await expect.poll(() => ran, eventually).toEqual(['now', 'later']);
  });

  it('are told when a job is no longer theirs, and use its place for another', {
    timeout: 60_000,
  }, async () => {
    queue = await open();
    await enqueue('one', 'a', 'b');
    const signals = new Map<string, AbortSignal>();
    const { begun, run, endAll } = holding();
    await queue.startWorkers({
      run(note, job) {
        signals.set(`${note}${job.signal.aborted}${begun.length}`, job.signal);
        return run(note);
      },
    });
    await expect.poll(() => begun.length, eventually).toBe(2);
    // As when the lease had run out and another worker had begun it.
    await sql`update pgboss.job set retry_count = 2 where data ->> 'note' = 'a'`.execute(database.db);
    await enqueue('one', 'c');
    await expect.poll(() => begun, eventually).toContain('c');
    expect([...signals].filter(([, signal]) => signal.aborted).map(([key]) => key[0])).toEqual(['a']);
    endAll();
    await queue.stop();
    // Its end here said nothing about the job of the other worker.
    expect(await states()).toEqual([
      { state: 'active', count: 1, tries: 2 },
      { state: 'completed', count: 2, tries: 0 },
    ]);
  });

  if (kind === 'postgres') {
    it('of two processes share a backlog and run each job once', async () => {
      queue = await open();
      for (let group = 0; group < 8; group++)
        await enqueue(String(group), ...numbers(50).map((note) => `${group}.${note}`));
      const secondDatabase = openPostgres({ url: url ?? '', poolSize: 2, logger });
      const second = await open(secondDatabase);
      const ran: string[] = [];
      const run = (note: string) => void ran.push(note);
      await Promise.all([queue.startWorkers({ run }), second.startWorkers({ run })]);
      await expect.poll(states, eventually).toEqual(completed(400));
      const completedBy = [queue, second].map((each) => each.runs().get('test.grouped')?.completed ?? 0);
      await second.stop();
      await secondDatabase.close();
      expect(new Set(ran).size).toBe(400);
      expect(ran).toHaveLength(400);
      expect(Math.min(...completedBy)).toBeGreaterThan(0);
    });
  }
});
