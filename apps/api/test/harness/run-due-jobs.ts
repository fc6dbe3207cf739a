import { sql } from 'kysely';
import { attemptNow } from '../../src/attempts/attempt-now.ts';
import type { AttemptKind, AttemptRow } from '../../src/attempts/kind.ts';
import { everywhere } from '../../src/db/everywhere.ts';
import type { Deps } from '../../src/deps.ts';
import { features } from '../../src/features/index.ts';
import { type JoinedFeatures, joinFeatures } from '../../src/features/join-features.ts';
import { asApplication } from '../places/application.ts';
import type { TestApi } from './api.ts';

interface DueJob {
  readonly id: string;
  readonly name: string;
  readonly data: object;
  readonly at: Date;
}

interface DueAttempt {
  readonly kind: AttemptKind<AttemptRow, Deps>;
  readonly organization_id: string;
  readonly id: string;
  readonly at: Date;
}

/**
 * Runs every job and makes every attempt that is due by the test's clock, and those that they give rise to, as workers
 * would: the earliest first. Returns the names of what ran. Throws what a handler throws; its job stays.
 */
export async function runDueJobs({
  deps,
  clock,
  joined = joinFeatures(features),
}: Pick<TestApi, 'deps' | 'clock'> & Partial<Pick<TestApi, 'joined'>>): Promise<string[]> {
  const ran: string[] = [];
  const waiting: string[] = [];
  for (;;) {
    const job = await nextDue(deps, clock.now());
    const attempt = await nextAttempt(deps, joined.attempts, { now: clock.now(), but: waiting });
    if (attempt && (!job || attempt.at < job.at)) {
      const wasMade = await asApplication(() => attemptNow(deps, attempt.kind, attempt));
      if (wasMade) ran.push(attempt.kind.name);
      else waiting.push(attempt.id); // for an earlier one that is under way
      continue;
    }
    if (!job) return ran;
    const definition = joined.jobs.find(({ name }) => name === job.name);
    if (!definition) throw new Error(`There is no handler of ${job.name}.`);
    const signal = new AbortController().signal;
    await asApplication(() => definition.handle(deps, { id: job.id, data: job.data, signal }));
    await sql`delete from pgboss.job where id = ${job.id}::uuid`.execute(deps.database.db);
    ran.push(job.name);
  }
}

/** One that waits for nothing has the queue's own instant in both columns, whatever the test's clock says. */
async function nextDue({ database }: Deps, now: number): Promise<DueJob | undefined> {
  const { rows } = await sql<DueJob>`
    select id::text, name, data, case when start_after = created_on then ${new Date(now)} else start_after end as at
    from pgboss.job
    where state in ('created', 'retry') and (start_after <= ${new Date(now)} or start_after = created_on)
    order by start_after, created_on, id limit 1`.execute(database.db);
  return rows[0];
}

/** Nobody has it, by the test's clock. */
async function nextAttempt(
  { database }: Deps,
  kinds: JoinedFeatures['attempts'],
  { now, but }: { now: number; but: readonly string[] },
): Promise<DueAttempt | undefined> {
  const due: DueAttempt[] = [];
  for (const kind of kinds as readonly unknown[] as readonly DueAttempt['kind'][]) {
    const { rows } = await sql<DueAttempt>`
      select ${sql.raw(everywhere)} organization_id, id, next_attempt_at as at from ${sql.table(kind.table)}
      where next_attempt_at <= ${new Date(now)} and (claimed_until is null or claimed_until <= ${new Date(now)})
        and id <> all(${but}::text[])
      order by next_attempt_at, id limit 1`.execute(database.db);
    due.push(...rows.map((row) => ({ ...row, kind })));
  }
  return due.sort((one, other) => one.at.getTime() - other.at.getTime())[0];
}
