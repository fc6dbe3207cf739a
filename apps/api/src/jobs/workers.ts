import type { JobResult, PgBoss, Job as QueuedJob } from 'pg-boss';
import type { DatabaseLogger } from '../db/database.ts';
import { describeError } from '../lib/describe-error.ts';
import type { WorkRuns } from '../lib/work.ts';
import type { JobDefinition } from './definition.ts';

/** The part of a logger that the queue speaks to; pino's logger fits. */
export interface QueueLogger extends DatabaseLogger {
  info(details: object, message: string): void;
}

export interface WorkersOptions {
  readonly logger: QueueLogger;
  readonly runs: WorkRuns;
  /** Has another worker look for jobs of this kind. */
  readonly wake: () => void;
}

/** What runs the jobs of one kind in this process. */
export interface Workers {
  /** Has one of them look for jobs, very soon. */
  wake(): void;
  /** Takes no more jobs; resolves when those that run have ended. */
  drain(): Promise<void>;
  /** Gives back what has not ended. */
  abandon(): Promise<void>;
}

/** The waker has them look far more often; this is for the day when it fails. */
const pollSeconds = 60;
const drainTimeoutMs = 30_000;

/** A definition whose deps were checked where they are given. */
export type RunnableJob = JobDefinition<unknown>;

/** Starts as many of the queue's own workers as the definition wants. */
export async function startWorkersOf(
  boss: PgBoss,
  definition: RunnableJob,
  deps: unknown,
  options: WorkersOptions,
): Promise<Workers> {
  const { name, concurrency = 1, batch } = definition;
  const batchSize = batch?.size ?? 1;
  const work = {
    pollingIntervalSeconds: pollSeconds,
    batchSize,
    localConcurrency: concurrency,
    perJobResults: true,
  } as const;
  await boss.work<object>(name, work, async (jobs) => {
    // There is probably more where a full batch came from. Left to its interval, a worker takes one batch each time.
    const wakeIfFull = () => jobs.length >= batchSize && options.wake();
    wakeIfFull();
    try {
      return await runJobs(definition, deps, jobs, options);
    } finally {
      wakeIfFull();
    }
  });
  return {
    wake: () => wakeOneOf(boss, name),
    drain: () => boss.offWork(name, { wait: true }),
    abandon: async () => undefined, // the queue does that when it stops
  };
}

/** One that is idle; where none is, all: whichever is ready first looks again at once. */
function wakeOneOf(boss: PgBoss, name: string): void {
  const workers = boss.getWipData().filter((worker) => worker.name === name);
  const idle = workers.find(({ count }) => count === 0);
  for (const { id } of idle ? [idle] : workers) boss.notifyWorker(id);
}

async function runJobs(
  definition: RunnableJob,
  deps: unknown,
  jobs: readonly QueuedJob<object>[],
  { logger, runs }: WorkersOptions,
): Promise<JobResult[]> {
  const { name, batch } = definition;
  const startedAt = performance.now();
  const logDone = (details: object, since: number) =>
    logger.info({ job: name, ...details, duration_ms: Math.round(performance.now() - since) }, 'job');
  const run = async (job: QueuedJob<object>): Promise<JobResult> => {
    const since = performance.now();
    try {
      await definition.handle(deps, job);
      runs.completed++;
      logDone({ job_id: job.id }, since);
      return { id: job.id, status: 'completed' };
    } catch (error) {
      runs.failed++;
      logger.warn({ err: error, job: name, job_id: job.id }, 'A job failed; it is retried while it may.');
      return { id: job.id, status: 'failed', output: describeError(error) };
    }
  };
  try {
    if (batch) {
      try {
        await batch.handle(deps, jobs);
        runs.completed += jobs.length;
        logDone({ job_ids: jobs.map(({ id }) => id) }, startedAt);
        return jobs.map(({ id }) => ({ id, status: 'completed' }));
      } catch (error) {
        logger.warn(
          { err: error, job: name, jobs: jobs.length },
          'Jobs failed together; each is run by itself.',
        );
      }
    }
    const results: JobResult[] = [];
    for (const job of jobs) results.push(await run(job));
    return results;
  } finally {
    runs.seconds += (performance.now() - startedAt) / 1000;
  }
}

/** Takes no more jobs; resolves when the running ones have ended, or have been given back after 30 s. */
export async function drainWorkers(workers: readonly Omit<Workers, 'wake'>[]): Promise<void> {
  const patience = Promise.withResolvers<void>();
  const timer = setTimeout(patience.resolve, drainTimeoutMs);
  const drained = Promise.all(workers.map((each) => each.drain()));
  await Promise.race([drained, patience.promise]);
  clearTimeout(timer);
  await Promise.all(workers.map((each) => each.abandon()));
}
