import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { type Owner, ownerName } from '../lib/principal.ts';
import { together } from '../lib/together.ts';
import type { WorkRuns } from '../lib/work.ts';
import { type Claimed, claimDue, giveBack, leaseMs, renewClaims } from './claim.ts';
import type { AnyAttemptKind, AttemptDeps, AttemptKind, AttemptRow } from './kind.ts';
import { createPlaces, type Placed } from './places.ts';
import { mostFaults } from './schedule.ts';
import { isPlain, recordFault, type Settlement, settleAlone, settleTogether } from './settle.ts';

/** From one look for attempts to the next, but not before the first: in between several come due or end, and not one. */
const pauseMs = 20;
const renewEveryMs = leaseMs / 4;
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

interface Held extends Claimed, Placed {
  readonly controller: AbortController;
  /** How many renewals of leases it has seen under way. */
  renewals: number;
  /** Its outcome is being written, by the claim that it has. */
  isEnding: boolean;
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
  const { queueConnection } = database;
  const { name } = kind;
  const places = createPlaces<Held>(kind.places);
  const ends = new Set<Promise<void>>();
  /** Who is looked for at the next look, and who had more than there was room for. */
  const wanted = new Map<string, Owner>();
  const behind = new Map<string, Owner>();
  let looking: Promise<void> | undefined;
  let isStopping = false;
  const now = () => deps.clock.now();

  const mayLook = () => wanted.size > 0 && !isStopping && places.hasRoom();
  function goOn(): void {
    if (!mayLook()) return;
    looking ??= lookWhileWanted().finally(() => {
      looking = undefined;
      goOn(); // a place may have become free in the last moment
    });
  }

  async function lookWhileWanted(): Promise<void> {
    await null; // those who are woken in the same turn are looked for together
    while (mayLook()) {
      const owners = [...wanted.values()].sort((one, other) => Number(one.isTest) - Number(other.isTest));
      wanted.clear();
      for (const owner of owners) {
        if (places.hasRoom()) await look(owner);
        else fallBehind(owner);
      }
      await pause(pauseMs);
    }
  }

  /** At the end: whoever has waited longest is looked for first when there is room again. */
  function fallBehind(owner: Owner): void {
    behind.delete(ownerName(owner));
    behind.set(ownerName(owner), owner);
  }

  async function look(owner: Owner): Promise<void> {
    const room = places.room(owner);
    fallBehind(owner);
    if (isStopping || room.atMost === 0) return;
    try {
      const { claims, isMore } = await claimDue(queueConnection, anyKind, { owner, room, now: now() });
      const sawAll = room.unproven > 0 && room.lanes.every((lane) => lane.room > 0);
      if (sawAll && !isMore) behind.delete(ownerName(owner));
      for (const each of claims) take(each, owner);
      if (isMore && claims.length > 0) wanted.set(ownerName(owner), owner);
    } catch (error) {
      logger.error({ err: error, job: name }, 'Attempts could not be claimed; the next poll tries again.');
    }
    start();
  }

  function take({ row, claim }: Claimed, owner: Owner): void {
    // Where a claim has run out, it may be ours: then our clock was set forward.
    const held = row.faults > 0 ? [...places.all].find((each) => isSame(each.row, row)) : undefined;
    if (held) {
      held.claim = claim;
      return;
    }
    places.add({
      row,
      claim,
      owner,
      lane: String((row as unknown as Record<string, unknown>)[kind.lane]),
      controller: new AbortController(),
      renewals: 0,
      isEnding: false,
    });
  }

  function start(): void {
    if (isStopping) return;
    for (const each of places.start()) {
      const end = run(each).finally(() => ends.delete(end));
      ends.add(end);
    }
  }

  function leave(each: Held): void {
    const makesRoom = places.isWaitedFor(each);
    if (!places.remove(each)) return;
    start();
    const own = ownerName(each.owner);
    for (const [key, owner] of behind) if (makesRoom || key === own) wanted.set(key, owner);
    goOn();
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
    await renewing;
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

  let renewing: Promise<void> | undefined;
  /** Says that this process is alive. What it no longer has, because it was silent, is another's. */
  async function renew(): Promise<void> {
    for (const each of places.active)
      if (++each.renewals >= renewalsOfHanging) places.judge(each, { answers: false });
    const isOld = ({ claim }: Held) => claim.getTime() - now() < leaseMs - renewEveryMs / 2;
    const claims = [...places.all].filter((each) => !each.isEnding && isOld(each));
    if (claims.length === 0) return;
    try {
      const lost = await renewClaims(queueConnection, anyKind, { claims, now: now() });
      for (const each of lost) giveUp(each);
    } catch (error) {
      logger.error({ err: error, job: name }, 'Leases of attempts were not renewed.');
    }
  }

  function giveUp(each: Held): void {
    each.controller.abort(new Error('Another worker may have this attempt now.'));
    leave(each);
  }

  const renewal = setInterval(() => {
    // One at a time: behind one that is slow, another would find the claims changed and take them for lost.
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
  }, renewEveryMs);

  /** What could not be given back is another's when its lease has run out. */
  async function giveAllBack(claims: readonly Held[]): Promise<void> {
    if (claims.length === 0) return;
    try {
      await giveBack(queueConnection, anyKind, claims);
    } catch (error) {
      logger.error({ err: error, job: name }, 'Attempts were not given back at once.');
    }
  }

  return {
    wake(owner) {
      wanted.set(ownerName(owner), owner);
      goOn();
    },
    async drain() {
      isStopping = true;
      await looking;
      const waiting = [...places.all].filter((each) => !places.active.has(each));
      for (const each of waiting) places.remove(each);
      await giveAllBack(waiting);
      while (ends.size > 0) await Promise.all(ends);
      clearInterval(renewal);
    },
    async abandon() {
      clearInterval(renewal);
      const left = [...places.all];
      await giveAllBack(left);
      left.forEach(giveUp);
    },
  };
}
