import { CompiledQuery } from 'kysely';
import type { ConnectionOptions } from 'pg-boss';
import { createAttemptWorkers } from '../attempts/attempt-workers.ts';
import type { AnyAttemptKind, AttemptDeps } from '../attempts/kind.ts';
import type { Database, Tx } from '../db/database.ts';
import { afterCommit, send } from '../db/transactions.ts';
import { lotsOf } from '../lib/lots.ts';
import type { Owner } from '../lib/principal.ts';
import { createAnnouncer, hearAnnouncements } from './announcer.ts';
import {
  ensureQueues,
  forgetOlderJobs,
  makeBoss,
  queueSchema,
  returnOrphanedJobs,
  startBoss,
} from './boss.ts';
import type { AnyJobDefinition, DataOf, DepsOf } from './definition.ts';
import { findDue } from './find-due.ts';
import { forgetCompletedJobs } from './forget-completed.ts';
import { startGroupWorkers } from './group-workers.ts';
import { createWaker } from './waker.ts';
import {
  drainWorkers,
  type JobRuns,
  type QueueLogger,
  type RunnableJob,
  startWorkersOf,
  type Workers,
} from './workers.ts';

export interface EnqueueOptions {
  /** Not before this instant; at once unless told. */
  readonly startAfter?: Date;
  /** Only with a definition that says `oneWaitingPerKey`, and always with one. */
  readonly singletonKey?: string;
  /** Only with a definition that says `groupConcurrency`, and always with one. */
  readonly group?: string;
}

/** Hands jobs over with the transaction that gives rise to them. Verbs take this part of the queue only. */
export interface JobSender<Definition extends AnyJobDefinition> {
  /**
   * Inserts a job with `tx`: it exists if and only if the transaction commits. This process's workers are woken
   * after the commit; where it has none, those of other processes are. Whatever goes wrong with that, a worker
   * finds it with its next poll, within half a second.
   */
  enqueue<Name extends Definition['name']>(
    tx: Tx,
    name: Name,
    data: DataOf<Definition, Name>,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** The same for many of one name, in as few statements as they may be in. */
  enqueueAll<Name extends Definition['name']>(
    tx: Tx,
    name: Name,
    jobs: readonly ({ readonly data: DataOf<Definition, Name> } & EnqueueOptions)[],
  ): Promise<void>;
  /**
   * `tx` writes attempts of this kind and owner that are due: they are made soon after the commit. Whatever goes wrong
   * with that, a worker finds them with its next poll, within half a second, as those that come due later.
   */
  attemptsDue(tx: Tx, kind: string, owner: Owner): void;
}

/** The jobs or attempts of one kind, in all processes together; of jobs as the queue last counted them: some seconds ago. */
export interface JobCounts {
  readonly job: string;
  /** For a time that has not come. */
  readonly deferred: number;
  /** Due, and not begun. */
  readonly ready: number;
  readonly active: number;
  /** Given up in the last 30 days, and not tried again. */
  readonly failed: number;
}

export interface Queue<Definition extends AnyJobDefinition> extends JobSender<Definition> {
  /** Begins to run jobs in this process. `deps` is what the handlers are given. */
  startWorkers(deps: DepsOf<Definition>): Promise<void>;
  /** Takes no more jobs and waits for the running ones (30 s at most). Jobs can still be enqueued, and workers started again. */
  stopWorkers(): Promise<void>;
  /** Throws when the queue's tables cannot be read. */
  check(): Promise<void>;
  /** How many jobs there are; reads one row for each kind. */
  counts(): Promise<readonly JobCounts[]>;
  /** What this process has run since it started, by kind. */
  runs(): ReadonlyMap<string, Readonly<JobRuns>>;
  /** Stops the workers, and ends. The database stays open. */
  stop(): Promise<void>;
}

/** The queue counts by itself every few seconds, so this costs the same however many jobs there are. */
const countsStatement = `select name as job, deferred_count as deferred, ready_count as ready,
    active_count as active, failed_count as failed from ${queueSchema}.queue where name = any($1) order by name`;

/**
 * Opens the job queue on `database`, making its tables and queues when they are missing. Without `startWorkers`
 * the process only enqueues.
 */
export async function openQueue<const Definitions extends readonly AnyJobDefinition[]>(
  database: Database,
  {
    definitions,
    attempts: kinds = [],
    logger,
  }: {
    readonly definitions: Definitions;
    readonly attempts?: readonly AnyAttemptKind[];
    readonly logger: QueueLogger;
  },
): Promise<Queue<Definitions[number]>> {
  const boss = makeBoss(database, logger);
  await startBoss(boss);
  await ensureQueues(boss, definitions);
  await returnOrphanedJobs(database);
  const attempts = createAttemptWorkers(database, { kinds, logger });
  await attempts.returnOrphans();
  await forgetOlderJobs(
    database,
    kinds.map(({ name }) => name),
  );

  const byName = new Map<string, AnyJobDefinition>(definitions.map((each) => [each.name, each]));
  const workers = new Map<string, Workers>();
  const jobNames = definitions.map(({ name }) => name);
  const names = [...jobNames, ...kinds.map(({ name }) => name)];
  const waker = createWaker({
    wakeNow: (name) => workers.get(name)?.wake(),
    async findDue() {
      await attempts.wakeDue();
      return findDue(database.queueConnection, jobNames);
    },
    logger,
  });
  // Whose attempts are due is not announced, so all of their kinds are looked for.
  const hear = (name: string) => (jobNames.includes(name) ? waker.wake(name) : waker.poll());
  const { broadcast } = database;
  const announcer = broadcast && createAnnouncer(broadcast, logger);
  let stopHearing: (() => Promise<void>) | undefined;
  let stopForgetting: (() => Promise<void>) | undefined;
  const runsOf = new Map<string, JobRuns>();
  for (const { name } of definitions) runsOf.set(name, { completed: 0, failed: 0, seconds: 0 });

  const sender: JobSender<Definitions[number]> = {
    enqueue: (tx, name, data, options = {}) => sender.enqueueAll(tx, name, [{ data, ...options }]),
    async enqueueAll(tx, name, jobs) {
      for (const options of jobs) refuseWrongUse(byName.get(name), name, options);
      if (jobs.length === 0) return;
      const inserted = jobs.map(({ data, startAfter, singletonKey, group }) => ({
        data,
        ...(startAfter && { startAfter }),
        ...(singletonKey !== undefined && { singletonKey }),
        ...(group !== undefined && { group: { id: group } }),
      }));
      for (const lot of lotsOf(inserted)) await boss.insert(name, [...lot], { db: sending(tx) });
      afterCommit(tx, () => (waker.isStarted() ? waker.wake(name) : announcer?.announce(name)));
    },
    attemptsDue(tx, name, owner) {
      if (!kinds.some((kind) => kind.name === name))
        throw new Error(`There is no kind of attempt "${name}".`);
      afterCommit(tx, () => (waker.isStarted() ? attempts.wake(name, owner) : announcer?.announce(name)));
    },
  };

  async function stopWorkers(): Promise<void> {
    await stopHearing?.();
    await stopForgetting?.();
    waker.stop();
    await drainWorkers([...workers.values(), ...attempts.running()]);
    workers.clear();
    attempts.clear();
  }

  return {
    ...sender,
    stopWorkers,
    async startWorkers(deps) {
      for (const definition of definitions as readonly unknown[] as readonly RunnableJob[]) {
        const { name, groupConcurrency } = definition;
        const options = { logger, runs: runsOf.get(name) as JobRuns, wake: () => waker.wake(name) };
        workers.set(
          name,
          groupConcurrency === undefined
            ? await startWorkersOf(boss, definition, deps, options)
            : startGroupWorkers({ boss, database }, definition, deps, options),
        );
      }
      attempts.start(deps as AttemptDeps);
      waker.start();
      stopForgetting = forgetCompletedJobs(database, logger);
      if (broadcast) stopHearing = hearAnnouncements(broadcast, { names, wake: hear });
    },
    async check() {
      await database.queueConnection.executeSql(`select version from ${queueSchema}.version`);
    },
    async counts() {
      const { rows } = await database.queueConnection.executeSql(countsStatement, [jobNames]);
      return [...(rows as unknown as JobCounts[]), ...(await attempts.counts())];
    },
    runs: () => new Map([...runsOf, ...attempts.runs]),
    async stop() {
      announcer?.stop();
      await stopWorkers();
      await boss.stop({ graceful: false });
    },
  };
}

/**
 * Sends what the queue inserts with the rest of the transaction. The ids that it would answer are of no use here: a job
 * is looked for by its data.
 */
const sending = (tx: Tx): NonNullable<ConnectionOptions['db']> => ({
  async executeSql(text, values = []) {
    send(tx, { compile: () => CompiledQuery.raw(text, [...values]) });
    return { rows: [] };
  },
});

function refuseWrongUse(
  definition: AnyJobDefinition | undefined,
  name: string,
  { singletonKey, group }: EnqueueOptions,
): void {
  if (!definition) throw new Error(`There is no job "${name}": add it to the list that openQueue is given.`);
  const refuse = (needed: boolean, option: string) => {
    throw new Error(`Job "${name}" ${needed ? 'needs a' : 'takes no'} ${option}.`);
  };
  const needsKey = definition.oneWaitingPerKey === true;
  if (needsKey !== (singletonKey !== undefined)) refuse(needsKey, 'singletonKey');
  const needsGroup = definition.groupConcurrency !== undefined;
  if (needsGroup !== (group !== undefined)) refuse(needsGroup, 'group');
}
