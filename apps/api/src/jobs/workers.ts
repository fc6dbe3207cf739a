import type { PgBoss } from 'pg-boss';
import type { DatabaseLogger } from '../db/database.ts';
import type { JobDefinition } from './definition.ts';

/** The part of a logger that the queue speaks to; pino's logger fits. */
export interface QueueLogger extends DatabaseLogger {
  info(details: object, message: string): void;
}

/** What this process has run of one kind of job, since it started. */
export interface JobRuns {
  completed: number;
  failed: number;
  seconds: number;
}

const pollSeconds = 0.5; // the queue's own minimum
const drainTimeoutMs = 30_000;

/** A definition whose data and deps were checked where it was written and where they are given. */
export type RunnableJob = JobDefinition<string, object, unknown>;

/** Starts as many workers as the definition wants and returns their ids: each is woken by its own. */
export async function startWorkersOf(
  boss: PgBoss,
  definition: RunnableJob,
  deps: unknown,
  { logger, runs }: { readonly logger: QueueLogger; readonly runs: JobRuns },
): Promise<string[]> {
  const { name, concurrency = 1 } = definition;
  const ids: string[] = [];
  for (let count = 0; count < concurrency; count++) {
    const options = { pollingIntervalSeconds: pollSeconds, batchSize: 1 };
    const id = await boss.work<object>(name, options, async ([job]) => {
      if (!job) return;
      const startedAt = performance.now();
      try {
        await definition.handle(deps, { id: job.id, data: job.data, signal: job.signal });
        runs.completed++;
        logger.info(
          { job: name, job_id: job.id, duration_ms: Math.round(performance.now() - startedAt) },
          'job',
        );
      } catch (error) {
        runs.failed++;
        logger.warn({ err: error, job: name, job_id: job.id }, 'A job failed; it is retried while it may.');
        throw error;
      } finally {
        runs.seconds += (performance.now() - startedAt) / 1000;
      }
    });
    ids.push(id);
  }
  return ids;
}

/** Takes no more jobs of these names; resolves when the running ones have ended, or after 30 s. */
export async function drainWorkers(boss: PgBoss, names: readonly string[]): Promise<void> {
  const patience = Promise.withResolvers<void>();
  const timer = setTimeout(patience.resolve, drainTimeoutMs);
  const drained = Promise.all(names.map((name) => boss.offWork(name, { wait: true })));
  await Promise.race([drained, patience.promise]);
  clearTimeout(timer);
}
