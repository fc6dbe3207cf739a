import type { Database } from '../db/database.ts';
import type { Owner } from '../lib/principal.ts';
import { together } from '../lib/together.ts';
import type { WorkRuns } from '../lib/work.ts';
import { type Claimed, claimDue } from './claim.ts';
import { type Held, keepLeases } from './keep-leases.ts';
import type { AnyAttemptKind, AttemptDeps, AttemptKind, AttemptRow } from './kind.ts';
import { lookForDue } from './look-for-due.ts';
import { createPlaces } from './places.ts';
import { mostFaults } from './schedule.ts';
import { isPlain, recordFault, type Settlement, settleAlone, settleTogether } from './settle.ts';

/** Who is under way at so many renewals hangs. */
const renewalsOfHanging = 2;
/** Nobody waits for it, but whoever dies before makes the attempt be made twice. */
const inCompany = { max: 100, restMs: 20 };

export interface RunnerOptions {
  readonly database: Database;
  readonly deps: AttemptDeps;
  readonly runs: WorkRuns;
  readonly logger: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
}

/** What makes the attempts of one kind in this process. */
export interface Runner {
  /** There may be attempts of this owner to make. Many calls in one turn cost what one does. */
  wake(owner: Owner): void;
  /** Begins no more; resolves when those under way have ended. */
  drain(): Promise<void>;
  /** Gives back what has not ended. */
  abandon(): Promise<void>;
}

/** A kind whose rows and deps were checked where it was written and where they are given. */
type RunnableKind = AttemptKind<AttemptRow, AttemptDeps>;

const isSame = (one: AttemptRow, other: AttemptRow): boolean =>
  one.organization_id === other.organization_id && one.id === other.id;

/** Whoever has died of it every time may not die of it for ever. Throws; then it is given up. */
function refuseDeadly({ faults }: AttemptRow): void {
  if (faults > mostFaults) throw new Error('Every worker that had it died, or was silent for too long.');
}

/** Makes the attempts of a kind as they come due, in places that no one organization, mode or lane can take from others. */
export function startRunner(
  anyKind: AnyAttemptKind,
  { database, deps, runs, logger }: RunnerOptions,
): Runner {
  const kind = anyKind as unknown as RunnableKind;
  const { queueConnection: connection } = database;
  const { name } = kind;
  const places = createPlaces<Held>(kind.places);
  const ends = new Set<Promise<void>>();
  let isStopping = false;
  const now = () => deps.clock.now();

  const look = lookForDue({
    hasRoom: places.hasRoom,
    rooms: places.rooms,
    claim: (asked) => claimDue(connection, anyKind, { asked, now: now() }),
    take(claims, owner) {
      for (const each of claims) take(each, owner);
      start();
    },
    onFault: (error) =>
      logger.error({ err: error, job: name }, 'Attempts could not be claimed; the next poll tries again.'),
  });
  const leases = keepLeases(anyKind, {
    connection,
    clock: deps.clock,
    logger,
    held: () => [...places.all],
    onRenewal() {
      for (const each of places.active)
        if (++each.renewals >= renewalsOfHanging) places.judge(each, { answers: false });
    },
    onLost: giveUp,
  });

  function take({ row, claim }: Claimed, owner: Owner): void {
    // Where a claim has run out, it may be ours: then our clock was set forward.
    const held = row.faults > 0 ? [...places.all].find((each) => isSame(each.row, row)) : undefined;
    if (held) {
      held.claim = claim;
      return;
    }
    const lane = String((row as unknown as Record<string, unknown>)[kind.lane]);
    const controller = new AbortController();
    places.add({ row, claim, owner, lane, controller, renewals: 0, isEnding: false });
  }

  function start(): void {
    if (isStopping) return;
    for (const each of places.start()) {
      const end = run(each).finally(() => ends.delete(end));
      ends.add(end);
    }
  }

  function leave(each: Held): void {
    const isRoomFor = places.roomMadeBy(each);
    if (!places.remove(each)) return;
    start();
    if (isRoomFor !== 'nobody') look.hasRoomFor(isRoomFor === 'everyone' ? 'everyone' : each.owner);
  }

  function giveUp(each: Held): void {
    each.controller.abort(new Error('Another worker may have this attempt now.'));
    leave(each);
  }

  async function run(each: Held): Promise<void> {
    const startedAt = performance.now();
    let made: { result: Settlement['result'] } | { error: unknown };
    try {
      refuseDeadly(each.row);
      made = { result: await kind.perform(deps, each.row, each.controller.signal) };
    } catch (error) {
      made = { error };
    }
    const durationMs = performance.now() - startedAt;
    runs.seconds += durationMs / 1000;
    places.judge(each, { answers: each.renewals < renewalsOfHanging });
    each.isEnding = true;
    // Until its outcome is written the next of its lane is not free, where they go in order.
    if (!kind.isOrdered) leave(each);
    await leases.settled();
    try {
      if ('error' in made) throw made.error;
      await done(each, made.result, durationMs);
    } catch (error) {
      await failed(each, error); // also where what came of it cannot be written down: not for ever, then
    }
    if (kind.isOrdered) leave(each);
  }

  async function done(each: Held, result: Settlement['result'], durationMs: number): Promise<void> {
    const settlement = { row: each.row, claim: each.claim, result };
    // Whoever waits for somebody who holds a row waits alone.
    if (!isPlain(result) || !(await writeTogether({ settlement, durationMs }))) {
      await settleAlone(database, anyKind, { settlement, now: now() });
      tell([each.row.id], durationMs);
    }
    runs.completed++;
  }

  const tell = (ids: readonly string[], durationMs: number) =>
    logger.info({ job: name, job_ids: ids, duration_ms: Math.round(durationMs) }, 'job');

  const writeTogether = together(
    async (lot: readonly { settlement: Settlement; durationMs: number }[]): Promise<boolean[]> => {
      const settlements = lot.map(({ settlement }) => settlement);
      const written = await settleTogether(database, anyKind, { settlements, now: now() });
      const ids = settlements.filter((_, index) => written[index]).map(({ row }) => row.id);
      if (ids.length > 0) tell(ids, Math.max(...lot.map(({ durationMs }) => durationMs)));
      return written;
    },
    inCompany,
  );

  async function failed(each: Held, error: unknown): Promise<void> {
    runs.failed++;
    logger.warn(
      { err: error, job: name, job_id: each.row.id },
      'An attempt failed by a fault of this server; it is made again while it may.',
    );
    try {
      await recordFault(database, anyKind, { claimed: each, error, now: now() });
    } catch (unwritten) {
      const details = { err: unwritten, job: name, job_id: each.row.id };
      logger.error(details, 'The end of an attempt was not recorded; it is made again.');
    }
  }

  return {
    wake: look.wake,
    async drain() {
      isStopping = true;
      await look.stop();
      const waiting = [...places.all].filter((each) => !places.active.has(each));
      for (const each of waiting) places.remove(each);
      await leases.giveBack(waiting);
      while (ends.size > 0) await Promise.all(ends);
      leases.stop();
    },
    async abandon() {
      leases.stop();
      const left = [...places.all];
      await leases.giveBack(left);
      left.forEach(giveUp);
    },
  };
}
