import type { Database, DatabaseLogger } from '../db/database.ts';
import { queueSchema } from './boss.ts';

const everyMs = 60_000;
const step = 2_000;

/** Whoever counts jobs reads their table, so what is done must not pile up there. */
const statement = `with done as (
    select name, id from ${queueSchema}.job
    where state = 'completed' and completed_on < now() - interval '10 minutes' limit ${step} for update skip locked
  ), gone as (
    delete from ${queueSchema}.job using done where job.name = done.name and job.id = done.id returning 1
  ) select count(*)::int as count from gone`;

/** Deletes jobs that were completed ten minutes ago, now and every minute. Returns the function that ends this. */
export function forgetCompletedJobs(database: Database, logger: DatabaseLogger): () => Promise<void> {
  let stopped = false;
  const forget = async () => {
    try {
      while (!stopped) {
        const { rows } = await database.queueConnection.executeSql(statement, []);
        if (Number(rows[0]?.count) < step) return;
      }
    } catch (error) {
      logger.warn({ err: error }, 'Completed jobs were not deleted; the next minute tries again.');
    }
  };
  let running = forget();
  const timer = setInterval(() => {
    running = running.then(forget);
  }, everyMs);
  return () => {
    stopped = true;
    clearInterval(timer);
    return running;
  };
}
