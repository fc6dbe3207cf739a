import { setTimeout as pause } from 'node:timers/promises';
import { zoneDataVersion } from '@astrocal/scheduling';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Deps } from '../../deps.ts';
import type { WorkCounts } from '../../lib/work.ts';

/** A scrape waits this long for the job queue's tables; a monitoring server gives up after ten seconds. */
const readTimeoutMs = 2_000;

/** The figures of this process, in a registry of its own: nothing is shared between two servers in one process. */
export function createMetrics(deps: Deps): Registry {
  const registry = new Registry();
  describeBuild(registry, deps);
  describePools(registry, deps);
  describeJobs(registry, deps);
  return registry;
}

const observed = new WeakSet<Registry>();

/**
 * Everything as Prometheus reads it. What is watched about the process itself (event loop, garbage collection) is
 * watched from the first call on: a server that nobody scrapes does not pay for it.
 */
export async function renderMetrics(registry: Registry): Promise<{ text: string; contentType: string }> {
  if (!observed.has(registry)) {
    observed.add(registry);
    collectDefaultMetrics({ register: registry });
  }
  return { text: await registry.metrics(), contentType: registry.contentType };
}

function describeBuild(registry: Registry, { version, database }: Deps): void {
  const build = new Gauge({
    name: 'astrocal_build_info',
    help: 'Always 1; the labels say what runs: version, release of the zone data, kind of database.',
    labelNames: ['version', 'zone_data', 'database'] as const,
    registers: [registry],
  });
  build.set({ version, zone_data: zoneDataVersion, database: database.kind }, 1);
}

function describePools(registry: Registry, { database }: Deps): void {
  if (database.pools().length === 0) return;
  new Gauge({
    name: 'astrocal_database_connections',
    help: 'Open connections to PostgreSQL, by pool and state; `waiting` counts callers that wait for one.',
    labelNames: ['pool', 'state'] as const,
    registers: [registry],
    collect() {
      for (const { pool, total, idle, waiting } of database.pools()) {
        this.set({ pool, state: 'total' }, total);
        this.set({ pool, state: 'idle' }, idle);
        this.set({ pool, state: 'waiting' }, waiting);
      }
    },
  });
}

function describeJobs(registry: Registry, deps: Deps): void {
  const registers = [registry];
  const readCounts = countsReader(deps);
  new Gauge({
    name: 'astrocal_jobs',
    help: 'Jobs of all processes by state; absent when the queue cannot be read.',
    labelNames: ['job', 'state'] as const,
    registers,
    async collect() {
      const counts = await readCounts();
      this.reset(); // old figures would hide that there are no new ones
      for (const { job, ...states } of counts ?? [])
        for (const [state, count] of Object.entries(states)) this.set({ job, state }, count);
    },
  });
  new Counter({
    name: 'astrocal_job_runs_total',
    help: 'Jobs that this process ran, by outcome; a failed run is retried while it may.',
    labelNames: ['job', 'outcome'] as const,
    registers,
    collect() {
      this.reset();
      for (const [job, { completed, failed }] of deps.queue.runs()) {
        this.inc({ job, outcome: 'completed' }, completed);
        this.inc({ job, outcome: 'failed' }, failed);
      }
    },
  });
  new Counter({
    name: 'astrocal_job_seconds_total',
    help: 'Time that this process spent on jobs.',
    labelNames: ['job'] as const,
    registers,
    collect() {
      this.reset();
      for (const [job, { seconds }] of deps.queue.runs()) this.inc({ job }, seconds);
    },
  });
}

/**
 * Makes the function that counts the jobs. It gives null when the database does not answer in time, since the other
 * figures are needed most of all then, and does not ask again while an answer is still awaited.
 */
function countsReader({ queue, logger }: Deps): () => Promise<readonly WorkCounts[] | null> {
  let isAsking = false;
  const ask = async () => {
    isAsking = true;
    try {
      return await queue.counts();
    } catch (error) {
      logger.warn({ err: error }, 'The job queue could not be read for the metrics.');
      return null;
    } finally {
      isAsking = false;
    }
  };
  return () =>
    isAsking ? Promise.resolve(null) : Promise.race([ask(), pause(readTimeoutMs, null, { ref: false })]);
}
