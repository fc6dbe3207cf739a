import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { patience, proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import type { Database } from '../../src/db/database.ts';
import { openQueue, type Queue } from '../../src/jobs/queue.ts';
import { counted, prepareCounting } from '../harness/counted-job.ts';
import { createTestDatabase, type TestDatabase } from '../harness/databases.ts';
import { reportFigure } from '../harness/report-figure.ts';
import { kills } from './settings.ts';

// P4. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/two-workers`

const jobCount = proofSize('ASTROCAL_PROOF_JOBS', 1_000);
const latencyRounds = 100;
const script = fileURLToPath(new URL('../harness/counting-worker.ts', import.meta.url));

let own: TestDatabase;
let queue: Queue<{ database: Database }>;
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  own = await createTestDatabase('postgres');
  await prepareCounting(own.database);
  queue = await openQueue(own.database, { definitions: [counted], logger: console });
}, patience.timeout);
beforeEach(async () => {
  await killAll();
  await sql`truncate counted_effects, counted_runs, pgboss.job`.execute(own.database.db);
});
afterAll(async () => {
  await killAll();
  await queue.stop();
  await own.close();
});

async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, own.url ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] });
  workers.add(child);
  await once(child.stdout ?? child, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  workers.delete(child);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const killAll = () => Promise.all([...workers].map(kill));

/** Enqueues the jobs from `first` on, ten with each transaction. */
async function enqueue(count: number, first = 0): Promise<void> {
  for (let number = first; number < first + count; number += 10)
    await own.database.inTransaction(async (tx) => {
      for (let offset = 0; offset < 10; offset++)
        await queue.enqueue(tx, counted, { number: number + offset });
    });
}

const countOf = async (what: 'effects' | 'runs' | 'processes' | 'unfinished'): Promise<number> => {
  const queries = {
    effects: sql<{ count: number }>`select count(*)::int as count from counted_effects`,
    runs: sql<{ count: number }>`select count(*)::int as count from counted_runs`,
    processes: sql<{ count: number }>`select count(distinct process)::int as count from counted_runs`,
    unfinished: sql<{
      count: number;
    }>`select count(*)::int as count from pgboss.job where state <> 'completed'`,
  };
  return (await queries[what].execute(own.database.db)).rows[0]?.count ?? -1;
};

test('two processes share a backlog and run each job once', patience, async () => {
  await enqueue(jobCount);
  const started = performance.now();
  await Promise.all([startWorker(), startWorker()]);
  await expect.poll(() => countOf('unfinished'), { timeout: 120_000 }).toBe(0);
  const seconds = (performance.now() - started) / 1000;
  expect(await countOf('effects')).toBe(jobCount);
  expect(await countOf('runs')).toBe(jobCount);
  expect(await countOf('processes')).toBe(2);
  reportFigure('backlog of jobs', { jobs: jobCount, 'jobs per second': Math.round(jobCount / seconds) });
});

test(
  'of workers that are killed under load, no job is lost and none has its effect twice',
  patience,
  async () => {
    await Promise.all([startWorker(), startWorker()]);
    for (let killed = 0; killed < kills; killed++) {
      const [victim] = workers;
      const enqueued = enqueue(jobCount, killed * jobCount);
      await expect
        .poll(() => countOf('effects'), { interval: 5, timeout: 60_000 })
        .toBeGreaterThan(killed * jobCount + jobCount / 10);
      if (victim) await kill(victim);
      await startWorker();
      await enqueued;
      await expect.poll(() => countOf('unfinished'), { timeout: 60_000 }).toBe(0);
    }
    const expected = jobCount * kills;
    expect(await countOf('effects')).toBe(expected);
    // The premise: some had been begun by a worker that died.
    const begunTwice = (await countOf('runs')) - expected;
    expect(begunTwice).toBeGreaterThan(0);
    reportFigure('workers killed under load', { kills, jobs: expected, 'begun twice': begunTwice });
  },
);

test('a worker hears of a job of another process soon after its commit', patience, async () => {
  await startWorker();
  const latencies: number[] = [];
  for (let number = 0; number < latencyRounds; number++) {
    await pause((number * 37) % 100); // somewhere between two polls
    await own.database.inTransaction((tx) => queue.enqueue(tx, counted, { number }));
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(own.database.db);
    await expect.poll(() => countOf('effects'), { interval: 2, timeout: 5_000 }).toBe(number + 1);
    const run = await sql<{ at: Date }>`select at from counted_runs where number = ${number}`.execute(
      own.database.db,
    );
    latencies.push(Number(run.rows[0]?.at) - Number(rows[0]?.now));
  }
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  reportFigure('commit to handler in another process', { 'median ms': at(0.5), 'p95 ms': at(0.95) });
  expect(at(0.5)).toBeLessThan(250);
});
