import { sql } from 'kysely';
import type { Deps } from '../../src/deps.ts';
import { features } from '../../src/features/index.ts';
import { joinFeatures } from '../../src/features/join-features.ts';
import type { TestApi } from './api.ts';

interface DueJob {
  readonly id: string;
  readonly name: string;
  readonly data: object;
}

/**
 * Runs every job that is due by the test's clock, and those that they give rise to, as workers would: the earliest
 * first. Returns the names of what ran. Throws what a handler throws; its job stays.
 */
export async function runDueJobs({
  deps,
  clock,
  jobs = joinFeatures(features).jobs,
}: Pick<TestApi, 'deps' | 'clock'> & Partial<Pick<TestApi, 'jobs'>>): Promise<string[]> {
  const ran: string[] = [];
  for (;;) {
    const job = await nextDue(deps, clock.now());
    if (!job) return ran;
    const definition = jobs.find(({ name }) => name === job.name);
    if (!definition) throw new Error(`There is no handler of ${job.name}.`);
    await definition.handle(deps, { id: job.id, data: job.data, signal: new AbortController().signal });
    await sql`delete from pgboss.job where id = ${job.id}::uuid`.execute(deps.database.db);
    ran.push(job.name);
  }
}

/** One that waits for nothing has the queue's own instant in both columns, whatever the test's clock says. */
async function nextDue({ database }: Deps, now: number): Promise<DueJob | undefined> {
  const { rows } = await sql<DueJob>`
    select id::text, name, data from pgboss.job
    where state in ('created', 'retry') and (start_after <= ${new Date(now)} or start_after = created_on)
    order by start_after, created_on, id limit 1`.execute(database.db);
  return rows[0];
}
