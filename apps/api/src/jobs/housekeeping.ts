import type { PgBoss } from 'pg-boss';
import type { Database, DatabaseLogger } from '../db/database.ts';
import { queueSchema } from './boss.ts';

/** With a lease of twelve seconds, the jobs of a worker that died are another's within twenty. Nothing tells of its death. */
const lookEveryMs = 5_000;
const houseEveryMs = 60 * 60 * 1000;

/** Whether a job is in the hands of a worker that no longer says that it is alive, or takes longer than it may. */
const lostStatement = `select exists (select from ${queueSchema}.job where state = 'active'
    and (heartbeat_on + heartbeat_seconds * interval '1 second' < ${queueSchema}.job_now()
      or started_on + expire_seconds * interval '1 second' < ${queueSchema}.job_now())) as lost`;

/**
 * Has the queue give back the jobs of workers that died, and delete what it keeps for a time only: when there are such
 * jobs, and every hour. Returns the function that ends this.
 */
export function keepHouse(boss: PgBoss, database: Database, logger: DatabaseLogger): () => Promise<void> {
  let lastAt = Number.NEGATIVE_INFINITY;
  const look = async () => {
    try {
      const now = performance.now();
      const { rows } = await database.queueConnection.executeSql(lostStatement, []);
      if (rows[0]?.lost !== true && now - lastAt < houseEveryMs) return;
      lastAt = now;
      await boss.supervise();
    } catch (error) {
      logger.warn({ err: error }, 'The job queue failed to do its housekeeping; the next look tries again.');
    }
  };
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(look);
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
    return running;
  };
}
