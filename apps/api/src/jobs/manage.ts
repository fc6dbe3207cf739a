import type { RawConnection } from '../db/database.ts';
import type { GivenUp, WorkCounts } from '../lib/work.ts';
import { queueSchema } from './boss.ts';

type Database = { readonly queueConnection: RawConnection };

const run = async <Row>({ queueConnection }: Database, text: string, values: unknown[]): Promise<Row[]> =>
  (await queueConnection.executeSql(text, values)).rows as Row[];

/** Counts the jobs of every kind that has any. */
export const countJobs = (database: Database): Promise<WorkCounts[]> =>
  run(
    database,
    `select name as job,
       count(*) filter (where state < 'active' and start_after > now())::int as deferred,
       count(*) filter (where state < 'active' and start_after <= now())::int as ready,
       count(*) filter (where state = 'active')::int as active,
       count(*) filter (where state = 'failed')::int as failed
     from ${queueSchema}.job where state <> 'completed' group by name order by name`,
    [],
  );

/** The jobs that were given up, the latest first. */
export const listFailedJobs = (database: Database, limit: number): Promise<GivenUp[]> =>
  run(
    database,
    `select id::text, name as job, completed_on as "failedAt", retry_count + 1 as tries,
       coalesce(output ->> 'message', output ->> 'value', 'unknown') as reason, data
     from ${queueSchema}.job where state = 'failed' order by completed_on desc, id limit $1`,
    [limit],
  );

/**
 * Has a job that was given up done again, with all its tries: the one with this id, or every one. Returns the ids.
 * What runs twice has the same effect as what ran once, so this is safe for any of them.
 */
export async function retryJobs(database: Database, which: string | 'all'): Promise<string[]> {
  const rows = await run<{ id: string }>(
    database,
    `update ${queueSchema}.job set state = 'retry', retry_count = 0, start_after = now(), completed_on = null,
       heartbeat_on = null where state = 'failed' and ($1 = 'all' or id::text = lower($1)) returning id::text`,
    [which],
  );
  return rows.map(({ id }) => id);
}

/** Deletes a job that was given up. Returns whether there was one. */
export async function dropJob(database: Database, id: string): Promise<boolean> {
  const text = `delete from ${queueSchema}.job where state = 'failed' and id::text = lower($1) returning 1`;
  return (await run(database, text, [id])).length > 0;
}
