import { CompiledQuery } from 'kysely';
import type { ConnectionOptions, JobInsert } from 'pg-boss';
import type { Static, TSchema } from 'typebox';
import { createAttemptWorkers } from '../attempts/attempt-workers.ts';
import type { AnyAttemptKind, AttemptDeps } from '../attempts/kind.ts';
import type { Database, Tx } from '../db/database.ts';
import { afterCommit, send } from '../db/transactions.ts';
import { gather } from '../lib/gather.ts';
import { lotsOf } from '../lib/lots.ts';
import type { Owner } from '../lib/principal.ts';
import type { WorkCounts, WorkRuns } from '../lib/work.ts';
import { createAnnouncer, hearAnnouncements } from './announcer.ts';
import {
  ensureQueues,
  forgetOlderJobs,
  makeBoss,
  queueSchema,
  returnOrphanedJobs,
  startBoss,
} from './boss.ts';
import { type JobDeclaration, type JobDefinition, storedData } from './definition.ts';
import { findDue } from './find-due.ts';
import { forgetCompletedJobs } from './forget-completed.ts';
import { keepHouse } from './housekeeping.ts';
import { countJobs } from './manage.ts';
import { createWaker } from './waker.ts';
import { drainWorkers, type QueueLogger, type RunnableJob, startWorkersOf, type Workers } from './workers.ts';

export interface EnqueueOptions {
  /** Not before this instant; at once unless told. */
  readonly startAfter?: Date;
  /** Only with a definition that says `oneWaitingPerKey`, and always with one. */
  readonly singletonKey?: string;
}

/** Hands jobs over with the transaction that gives rise to them. Verbs take this part of the queue only. */
export interface JobSender {
  /**
   * Inserts a job with `tx`: it exists if and only if the transaction commits. This process's workers are woken
   * after the commit; where it has none, those of other processes are. Whatever goes wrong with that, a worker
   * finds it with its next poll: within half a second, or five where it has nothing to do.
   */
  enqueue<Schema extends TSchema>(
    tx: Tx,
    job: JobDeclaration<Schema>,
    data: Static<Schema>,
    options?: EnqueueOptions,
  ): Promise<void>;
  /** The same for many of one kind, in as few statements as they may be in. */
  enqueueAll<Schema extends TSchema>(
    tx: Tx,
    job: JobDeclaration<Schema>,
    jobs: readonly ({ readonly data: Static<Schema> } & EnqueueOptions)[],
  ): Promise<void>;
  /**
   * `tx` writes attempts of this kind and owner that are due: they are made soon after the commit. Whatever goes wrong
   * with that, a worker finds them with its next poll: within half a second, or five where it has nothing to do.
   */
  attemptsDue(tx: Tx, kind: Pick<AnyAttemptKind, 'name'>, owner: Owner): void;
}

export interface Queue<Deps> extends JobSender {
  /** Begins to run jobs in this process. `deps` is what the handlers are given. */
  startWorkers(deps: Deps): Promise<void>;
  /** Takes no more jobs and waits for the running ones (30 s at most). Jobs can still be enqueued, and workers started again. */
  stopWorkers(): Promise<void>;
  /** Throws when the queue's tables cannot be read. */
  check(): Promise<void>;
  /** How many jobs there are, of every kind; reads each that is not completed. */
  counts(): Promise<readonly WorkCounts[]>;
  /** What this process has run since it started, by kind. */
  runs(): ReadonlyMap<string, Readonly<WorkRuns>>;
  /** Stops the workers, and ends. The database stays open. */
  stop(): Promise<void>;
}

/**
 * Opens the job queue on `database`, making its tables and queues when they are missing. Without `startWorkers`
 * the process only enqueues.
 */
export async function openQueue<Deps>(
  database: Database,
  {
    definitions,
    attempts: kinds = [],
    logger,
  }: {
    readonly definitions: readonly JobDefinition<Deps>[];
    readonly attempts?: readonly AnyAttemptKind[];
    readonly logger: QueueLogger;
  },
): Promise<Queue<Deps>> {
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

  const workers = new Map<string, Workers>();
  const jobNames = definitions.map(({ name }) => name);
  const names = [...jobNames, ...kinds.map(({ name }) => name)];
  let clock: AttemptDeps['clock'] | undefined;
  const waker = createWaker({
    wakeNow: (name) => workers.get(name)?.wake(),
    wakeOwner: attempts.wake,
    findDue: (aheadMs) =>
      findDue(database.queueConnection, { names: jobNames, kinds }, { now: clock?.now() ?? 0, aheadMs }),
    logger,
  });
  // Whose attempts are due is not announced, so all of their kinds are looked for.
  const hear = (name: string) => (jobNames.includes(name) ? waker.wake(name) : waker.poll());
  const { broadcast } = database;
  const announcer = broadcast && createAnnouncer(broadcast, logger);
  let stopHearing: (() => Promise<void>) | undefined;
  let stopForgetting: (() => Promise<void>) | undefined;
  let stopHousekeeping: (() => Promise<void>) | undefined;
  const runsOf = new Map<string, WorkRuns>();
  for (const { name } of definitions) runsOf.set(name, { completed: 0, failed: 0, seconds: 0 });

  /** By one statement for each kind, whoever enqueues in the same turn: it costs more than the jobs do. */
  const insertAll = gather(
    async (tx: Tx, given: readonly { name: string; inserted: readonly JobInsert[] }[]) => {
      for (const [name, ofKind] of Map.groupBy(given, (each) => each.name))
        for (const lot of lotsOf(ofKind.flatMap(({ inserted }) => inserted)))
          await boss.insert(name, [...lot], { db: sending(tx) });
    },
  );

  const sender: JobSender = {
    enqueue: (tx, job, data, options = {}) => sender.enqueueAll(tx, job, [{ data, ...options }]),
    async enqueueAll(tx, job, jobs) {
      const { name } = job;
      if (!jobNames.includes(name))
        throw new Error(`There is no job "${name}": add it to the list that openQueue is given.`);
      for (const options of jobs) refuseWrongUse(job, options);
      if (jobs.length === 0) return;
      const inserted = jobs.map(({ data, startAfter, singletonKey }) => ({
        data: storedData(job, data),
        ...(startAfter && { startAfter }),
        ...(singletonKey !== undefined && { singletonKey }),
      }));
      await insertAll(tx, [{ name, inserted }]);
      // What is for later is found when its time has come.
      if (jobs.every(({ startAfter }) => startAfter)) afterCommit(tx, waker.stir);
      else afterCommit(tx, () => (waker.isStarted() ? waker.wake(name) : announcer?.announce(name)));
    },
    attemptsDue(tx, { name }, owner) {
      if (!kinds.some((kind) => kind.name === name))
        throw new Error(`There is no kind of attempt "${name}".`);
      afterCommit(tx, () => {
        waker.stir();
        if (waker.isStarted()) attempts.wake(name, owner);
        else announcer?.announce(name);
      });
    },
  };

  async function stopWorkers(): Promise<void> {
    await stopHearing?.();
    await stopForgetting?.();
    await stopHousekeeping?.();
    waker.stop();
    await drainWorkers([...workers.values(), ...attempts.running()]);
    workers.clear();
    attempts.clear();
  }

  return {
    ...sender,
    stopWorkers,
    async startWorkers(deps) {
      for (const definition of definitions as readonly RunnableJob[]) {
        const { name } = definition;
        const options = { logger, runs: runsOf.get(name) as WorkRuns, wake: () => waker.wake(name) };
        workers.set(name, await startWorkersOf(boss, definition, deps, options));
      }
      attempts.start(deps as AttemptDeps);
      clock = kinds.length > 0 ? (deps as AttemptDeps).clock : undefined;
      waker.start();
      stopForgetting = forgetCompletedJobs(database, logger);
      stopHousekeeping = keepHouse(boss, database, logger);
      if (broadcast) stopHearing = hearAnnouncements(broadcast, { names, wake: hear });
    },
    async check() {
      await database.queueConnection.executeSql(`select version from ${queueSchema}.version`);
    },
    async counts() {
      const counted = new Map((await countJobs(database)).map((each) => [each.job, each]));
      const none = { deferred: 0, ready: 0, active: 0, failed: 0 };
      return [...jobNames.map((job) => counted.get(job) ?? { job, ...none }), ...(await attempts.counts())];
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

function refuseWrongUse({ name, oneWaitingPerKey = false }: JobDeclaration, options: EnqueueOptions): void {
  if (oneWaitingPerKey !== (options.singletonKey !== undefined))
    throw new Error(`Job "${name}" ${oneWaitingPerKey ? 'needs a' : 'takes no'} singletonKey.`);
}
