import { setTimeout as pause } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../db/database.ts';
import { leaseSeconds } from './boss.ts';
import { createPlaces } from './places.ts';
import { settling } from './settle-jobs.ts';
import { giveBack, type TakenJob, takeJobs } from './take-jobs.ts';
import type { RunnableJob, Workers, WorkersOptions } from './workers.ts';

/** For each place this many jobs are taken: one runs, and the others are at hand when it ends. */
const takenPerPlace = 3;
/** From one look for jobs to the next: in between several are done, and not one. Longer while every place is taken. */
const pauseMs = 4;
const busyPauseMs = 12;
const renewEveryMs = (leaseSeconds * 1000) / 2;

interface Held {
  readonly job: TakenJob;
  readonly group: string;
  readonly controller: AbortController;
}

/**
 * Runs the jobs of a definition with groups: each by itself and many at the same time, but taken and settled several at
 * once. The queue's own workers take and settle one job each, which costs more than a short job does.
 */
export function startGroupWorkers(
  { boss, database }: { readonly boss: PgBoss; readonly database: Database },
  definition: RunnableJob,
  deps: unknown,
  { logger, runs }: Omit<WorkersOptions, 'wake'>,
): Workers {
  const { name, concurrency: total = 1, groupConcurrency: perGroup = total } = definition;
  const present = { total: total * takenPerPlace, perGroup: perGroup * takenPerPlace };
  const places = createPlaces<Held>({ total, perGroup }, present);
  const ends = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let isAsked = false;
  let isStopping = false;

  const wake = () => {
    isAsked = true;
    goOn();
  };
  const mayLook = () => isAsked && !isStopping && places.free() > 0;
  function goOn(): void {
    if (!mayLook()) return;
    looking ??= lookWhileAsked().finally(() => {
      looking = undefined;
      goOn(); // a place may have become free in the last moment
    });
  }

  async function lookWhileAsked(): Promise<void> {
    while (mayLook()) {
      isAsked = false;
      try {
        await look();
      } catch (error) {
        logger.error({ err: error, job: name }, 'Jobs could not be taken; the next poll tries again.');
      }
      await pause(places.isBusy() ? busyPauseMs : pauseMs);
    }
  }

  async function look(): Promise<void> {
    const free = places.free();
    const room = { free, perGroup: present.perGroup, taken: places.taken };
    const { jobs, mayBeMore } = await takeJobs(database.queueConnection, name, room);
    for (const job of jobs) places.add({ job, group: job.group, controller: new AbortController() });
    if (mayBeMore || jobs.length === free) isAsked = true;
    start();
  }

  function start(): void {
    if (isStopping) return;
    for (const each of places.start()) {
      const end = run(each).finally(() => ends.delete(end));
      ends.add(end);
    }
  }

  function leave(each: Held): void {
    const wasFull = places.isFull(each.group) || places.free() === 0;
    if (!places.remove(each)) return;
    start();
    if (wasFull) isAsked = true;
    goOn();
  }

  async function run(each: Held): Promise<void> {
    const { job, controller } = each;
    const startedAt = performance.now();
    let failure: { error: unknown } | undefined;
    try {
      await definition.handle(deps, { id: job.id, data: job.data, signal: controller.signal });
    } catch (error) {
      failure = { error };
    }
    const durationMs = performance.now() - startedAt;
    runs.seconds += durationMs / 1000;
    leave(each);
    try {
      if (failure) await settle.failed(job, failure.error);
      else await settle.done({ job, durationMs });
    } catch (error) {
      logger.error(
        { err: error, job: name, job_id: job.id },
        'The end of a job was not recorded; it runs again.',
      );
    }
  }

  const settle = settling(boss, name, { logger, runs });

  /** Says that this process is alive. What it no longer has, because it was silent or a job took too long, is another's. */
  async function renewLeases(): Promise<void> {
    const renewed = [...places.all];
    if (renewed.length === 0) return;
    const jobs = renewed.map(({ job }) => job);
    // Its type does not tell that it says which.
    const { settled } = (await boss.touch(name, jobs)) as { settled?: readonly string[] };
    const still = new Set(settled ?? jobs.map(({ id }) => id));
    for (const each of renewed) if (!still.has(each.job.id)) giveUp(each);
  }

  function giveUp(each: Held): void {
    each.controller.abort(new Error('Another worker may have this job now.'));
    leave(each);
  }

  const renewal = setInterval(() => {
    renewLeases().catch((error) =>
      logger.error({ err: error, job: name }, 'Leases of jobs were not renewed.'),
    );
  }, renewEveryMs);

  /** What could not be given back is another's when its lease has run out. */
  const givingBack = (giving: Promise<unknown>) =>
    giving.catch((error) => logger.error({ err: error, job: name }, 'Jobs were not given back at once.'));

  async function giveBackWaiting(): Promise<void> {
    const waiting = places.waiting();
    if (waiting.length === 0) return;
    for (const each of waiting) places.remove(each);
    const jobs = waiting.map(({ job }) => job);
    await givingBack(giveBack(database.queueConnection, name, jobs));
  }

  return {
    wake,
    async drain() {
      isStopping = true;
      await looking;
      await giveBackWaiting();
      while (ends.size > 0) await Promise.all(ends);
      clearInterval(renewal);
    },
    async abandon() {
      clearInterval(renewal);
      const left = [...places.all];
      if (left.length === 0) return;
      const jobs = left.map(({ job }) => job);
      await givingBack(boss.fail(name, jobs, { message: 'The process stopped before the job ended.' }));
      left.forEach(giveUp);
    },
  };
}
