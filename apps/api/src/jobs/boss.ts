import { PgBoss } from 'pg-boss';
import type { Database, DatabaseLogger } from '../db/database.ts';
import { constraintOf } from '../db/sqlstate.ts';
import type { JobDeclaration } from './definition.ts';

/** Where the queue keeps its tables, apart from ours. */
export const queueSchema = 'pgboss';

/** A worker says every half of this that it is alive. */
const leaseSeconds = 12;

const daySeconds = 24 * 60 * 60;

/** How long a job is kept that was given up, for someone to see it and try it again. */
const keepFailedSeconds = 30 * daySeconds;

/** Counted from the time for which a job is due: the queue deletes what nobody has done by then, and nothing may be lost. */
const keepWaitingSeconds = 10 * 365 * daySeconds;

/** Makes (does not start) the queue on `database`. */
export function makeBoss(database: Database, logger: DatabaseLogger): PgBoss {
  const embedded = database.kind === 'embedded';
  const boss = new PgBoss({
    db: database.queueConnection,
    backend: embedded ? 'pglite' : 'postgres',
    schema: queueSchema,
    schedule: false,
    supervise: false, // every few seconds, needed or not: housekeeping.ts does it when there is something to do
    monitorIntervalSeconds: 1,
    flowIntervalSeconds: daySeconds, // no job of ours waits for another
    // No autovacuum runs inside PGlite, and an index rebuilt there would hold its only connection.
    ...(embedded && { monitorVacuum: false, reindex: false }),
  });
  boss.on('error', (error) => logger.error({ err: error }, 'The job queue failed to do its housekeeping.'));
  boss.on('warning', ({ message, data }) => logger.warn({ data }, message));
  return boss;
}

const schemaNames = 'pg_namespace_nspname_index';

/**
 * Starts the queue, making its tables where there are none.
 *
 * Of processes that make them at once one does and the others wait. Who waited may still believe that there is no
 * schema, because its connection has looked before, and fails to make it a second time. By then it is there.
 */
export async function startBoss(boss: PgBoss): Promise<void> {
  try {
    await boss.start();
  } catch (error) {
    if (constraintOf(error) !== schemaNames) throw error;
    await boss.start();
  }
}

/**
 * Brings the stored queues to what the definitions say, and this process's memory of them too.
 *
 * The last part matters: the first `send` to a queue that the process has not met looks it up on the root
 * connection. Inside a transaction on the embedded database that look-up would wait for itself for ever.
 */
export async function ensureQueues(boss: PgBoss, definitions: readonly JobDeclaration[]): Promise<void> {
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
  for (const definition of definitions) {
    const options = queueOptions(definition);
    if (existing.has(definition.name)) await boss.updateQueue(definition.name, options);
    else await boss.createQueue(definition.name, { ...options, policy: policyOf(definition) });
    await boss.findJobs(definition.name, { id: noJob });
  }
}

const noJob = '00000000-0000-0000-0000-000000000000';

/** `short`: one job per key that has not started. NOTIFY stays off: inside a transaction it serialises commits. */
function policyOf(definition: JobDeclaration): 'short' | 'standard' {
  return definition.oneWaitingPerKey ? 'short' : 'standard';
}

function queueOptions(definition: JobDeclaration) {
  return {
    retryLimit: definition.retryLimit,
    retryDelay: definition.retryDelaySeconds ?? 1,
    retryBackoff: true,
    ...(definition.retryDelayMaxSeconds !== undefined && { retryDelayMax: definition.retryDelayMaxSeconds }),
    expireInSeconds: definition.timeoutSeconds ?? 300,
    heartbeatSeconds: leaseSeconds,
    deleteAfterSeconds: keepFailedSeconds,
    retentionSeconds: keepWaitingSeconds,
  };
}

/** Forgets jobs of processes of an earlier release that do what is a kind of attempt now: its rows say what is to be done. */
export async function forgetOlderJobs(database: Database, kinds: readonly string[]): Promise<void> {
  if (kinds.length === 0) return;
  const text = `delete from ${queueSchema}.job where name = any($1) and state in ('created', 'retry', 'failed')`;
  await database.queueConnection.executeSql(text, [[...kinds]]);
}

/**
 * Gives back the jobs that were active when the embedded database was last closed. It is open in one process
 * only, so whoever held them is dead: no need to wait for their leases.
 */
export async function returnOrphanedJobs(database: Database): Promise<void> {
  if (database.kind !== 'embedded') return;
  await database.queueConnection.executeSql(
    `update ${queueSchema}.job set state = 'retry', start_after = now(), heartbeat_on = null
     where state = 'active'`,
  );
}
