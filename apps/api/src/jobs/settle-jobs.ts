import type { PgBoss } from 'pg-boss';
import { describeError } from '../lib/describe-error.ts';
import { together } from '../lib/together.ts';
import type { TakenJob } from './take-jobs.ts';
import type { WorkersOptions } from './workers.ts';

interface Done {
  readonly job: TakenJob;
  readonly durationMs: number;
}

/** Writes down how jobs ended. Both throw when that could not be done: their leases run out then, and they run again. */
export interface Settling {
  done(done: Done): Promise<unknown>;
  /** The job is tried again while it may. */
  failed(job: TakenJob, error: unknown): Promise<void>;
}

/** Nobody waits for this, so it takes its time to do many at once. */
const inCompany = { max: 200, restMs: 10 };

export function settling(
  boss: PgBoss,
  name: string,
  { logger, runs }: Pick<WorkersOptions, 'logger' | 'runs'>,
): Settling {
  return {
    done: together(async (done: readonly Done[]) => {
      const jobs = done.map(({ job }) => job);
      await boss.complete(name, jobs);
      runs.completed += jobs.length;
      const duration_ms = Math.round(Math.max(...done.map(({ durationMs }) => durationMs)));
      logger.info({ job: name, job_ids: jobs.map(({ id }) => id), duration_ms }, 'job');
      return done;
    }, inCompany),
    async failed(job, error) {
      runs.failed++;
      logger.warn({ err: error, job: name, job_id: job.id }, 'A job failed; it is retried while it may.');
      const described = describeError(error);
      await boss.fail(name, [job], error instanceof Error ? (described as object) : { value: described });
    },
  };
}
