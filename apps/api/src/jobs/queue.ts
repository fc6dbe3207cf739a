import { fromKysely } from 'pg-boss';
import type { Database, DatabaseLogger, Tx } from '../db/database.ts';
import { afterCommit } from '../db/transactions.ts';
import { ensureQueues, makeBoss, queueSchema, returnOrphanedJobs, startBoss } from './boss.ts';
import type { AnyJobDefinition, DataOf, DepsOf } from './definition.ts';
import { drainWorkers, type RunnableJob, startWorkersOf } from './workers.ts';

export interface EnqueueOptions {
  /** Not before this instant; at once unless told. */
  readonly startAfter?: Date;
  /** Only with a definition that says `oneWaitingPerKey`, and always with one. */
  readonly singletonKey?: string;
}

/** Hands jobs over with the transaction that gives rise to them. Verbs take this part of the queue only. */
export interface JobSender<Definition extends AnyJobDefinition> {
  /**
   * Inserts a job with `tx`: it exists if and only if the transaction commits. This process's workers are woken
   * after the commit; those of other processes find it with their next poll, within half a second.
   */
  enqueue<Name extends Definition['name']>(
    tx: Tx,
    name: Name,
    data: DataOf<Definition, Name>,
    options?: EnqueueOptions,
  ): Promise<void>;
}

export interface Queue<Definition extends AnyJobDefinition> extends JobSender<Definition> {
  /** Begins to run jobs in this process. `deps` is what the handlers are given. */
  startWorkers(deps: DepsOf<Definition>): Promise<void>;
  /** Throws when the queue's tables cannot be read. */
  check(): Promise<void>;
  /** Takes no more jobs, waits for the running ones (30 s at most), and ends. The database stays open. */
  stop(): Promise<void>;
}

/**
 * Opens the job queue on `database`, making its tables and queues when they are missing. Without `startWorkers`
 * the process only enqueues.
 */
export async function openQueue<const Definitions extends readonly AnyJobDefinition[]>(
  database: Database,
  { definitions, logger }: { readonly definitions: Definitions; readonly logger: DatabaseLogger },
): Promise<Queue<Definitions[number]>> {
  const boss = makeBoss(database, logger);
  await startBoss(boss);
  await ensureQueues(boss, definitions);
  await returnOrphanedJobs(database);

  const byName = new Map<string, AnyJobDefinition>(definitions.map((each) => [each.name, each]));
  const workersOf = new Map<string, string[]>();

  return {
    async enqueue(tx, name, data, { startAfter, singletonKey } = {}) {
      refuseWrongUse(byName.get(name), name, singletonKey);
      await boss.send(name, data, {
        db: fromKysely(tx),
        ...(startAfter && { startAfter }),
        ...(singletonKey !== undefined && { singletonKey }),
      });
      afterCommit(tx, () => {
        for (const worker of workersOf.get(name) ?? []) boss.notifyWorker(worker);
      });
    },
    async startWorkers(deps) {
      for (const definition of definitions) {
        workersOf.set(definition.name, await startWorkersOf(boss, definition as RunnableJob, deps, logger));
      }
    },
    async check() {
      await database.queueConnection.executeSql(`select version from ${queueSchema}.version`);
    },
    async stop() {
      await drainWorkers(boss, [...workersOf.keys()]);
      await boss.stop({ graceful: false });
    },
  };
}

function refuseWrongUse(
  definition: AnyJobDefinition | undefined,
  name: string,
  key: string | undefined,
): void {
  if (!definition) throw new Error(`There is no job "${name}": add it to the list that openQueue is given.`);
  if (Boolean(definition.oneWaitingPerKey) !== (key !== undefined)) {
    throw new Error(`Job "${name}" ${key === undefined ? 'needs a' : 'takes no'} singletonKey.`);
  }
}
