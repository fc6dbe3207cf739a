import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestClock, type TestClock } from '../../test/harness/api.ts';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import type { Database } from '../db/database.ts';
import { openPostgres } from '../db/postgres.ts';
import { findDue } from '../jobs/find-due.ts';
import { openQueue } from '../jobs/queue.ts';
import type { Owner } from '../lib/principal.ts';
import { attemptNow } from './attempt-now.ts';
import { claimDue, leaseMs } from './claim.ts';
import { type AttemptKind, type AttemptRow, defineAttempts, type Result } from './kind.ts';
import { dropAttempt, listGivenUp, retryAttempts } from './manage.ts';
import type { Room } from './places.ts';
import { startRunner } from './run-attempts.ts';
import { mostFaults } from './schedule.ts';
import { settleAlone, settleTogether } from './settle.ts';
import { renewText } from './statements.ts';

interface Row extends AttemptRow {
  readonly lane: string;
  readonly said: string | null;
}

interface Deps {
  readonly clock: TestClock;
  readonly database: Database;
  perform(row: Row, signal: AbortSignal): Promise<Result> | Result;
}

const kind: AttemptKind<Row, Deps> = defineAttempts<Row, Deps>({
  name: 'test.attempt',
  table: 'test_attempts',
  lane: 'lane',
  schedule: { delaysMs: [5_000, 60_000], jitter: 0, longestHintMs: 3_600_000 },
  places: {
    total: 8,
    perOwner: 6,
    test: 4,
    perLane: 2,
    unproven: 6,
    unprovenPerOwner: 3,
    claimedPerPlace: 2,
  },
  values: { said: 'text' },
  reason: 'said',
  async perform({ perform }, row, signal) {
    return perform(row, signal);
  },
});
const ordered: AttemptKind<Row, Deps> = {
  ...kind,
  isOrdered: true,
  places: { ...kind.places, perLane: 1, claimedPerPlace: 1 },
};

const table = `create table test_attempts (
  organization_id text collate "C" not null, id text collate "C" not null, is_test boolean not null, lane text not null,
  status text not null default 'pending', attempts integer not null default 0,
  next_attempt_at timestamptz, claimed_until timestamptz,
  faults integer not null default 0, fault text, given_up_at timestamptz, said text,
  primary key (organization_id, id));
create index on test_attempts (organization_id, is_test, next_attempt_at, id) where next_attempt_at is not null`;

const logger = { info: () => undefined, warn: () => undefined, error: console.error };
const done = (said = ''): Result => ({ is: 'done', status: 'success', values: { said } });
const a: Owner = { organizationId: 'org_a', isTest: false };
const b: Owner = { organizationId: 'org_b', isTest: false };

describeOnBothDatabases('attempts', (openDatabase, databaseKind) => {
  let database: Database;
  let url: string | undefined;
  let clock: TestClock;
  /** Ends what hangs. */
  let end: PromiseWithResolvers<void>;
  const running: Awaited<ReturnType<typeof openQueue>>[] = [];

  beforeEach(async () => {
    if (!database) {
      ({ database, url } = await openDatabase());
      await database.queueConnection.executeSql(table);
    }
    await sql`truncate test_attempts`.execute(database.db);
    clock = createTestClock();
    end = Promise.withResolvers();
  });
  afterEach(async () => {
    vi.useRealTimers();
    end.resolve();
    for (const each of running.splice(0)) await each.stop();
  });

  /** So many due attempts of the owner in the lane, named after it and numbered. */
  async function insert(owner: Owner, lane: string, count = 1): Promise<string[]> {
    const mode = owner.isTest ? 'test' : 'live';
    const ids = Array.from(
      { length: count },
      (_, index) => `${owner.organizationId} ${mode} ${lane} ${String(index).padStart(3, '0')}`,
    );
    await sql`insert into test_attempts (organization_id, is_test, id, lane, next_attempt_at)
      select ${owner.organizationId}, ${owner.isTest}, id, ${lane}, ${new Date(clock.now())}
      from unnest(${ids}::text[]) as id`.execute(database.db);
    return ids;
  }

  /** A process that makes attempts, on a database of its own unless told. */
  async function work(
    perform: Deps['perform'],
    { on = database, of = kind }: { on?: Database; of?: typeof kind } = {},
  ) {
    const queue = await openQueue(on, { definitions: [], attempts: [of], logger });
    running.push(queue);
    const deps: Deps = { clock, database: on, perform };
    await queue.startWorkers(deps as never);
    return queue;
  }

  const rows = async () =>
    (
      await sql<
        Row & { fault: string | null; given_up_at: Date | null }
      >`select * from test_attempts order by id`.execute(database.db)
    ).rows;
  const statuses = async () => (await rows()).map(({ status, attempts }) => `${status} ${attempts}`);
  const deps = (perform: Deps['perform']): Deps => ({ clock, database, perform });
  const soon = { timeout: 20_000 };

  it('makes what is due, each once, and writes down what came of it', async () => {
    const ids = [...(await insert(a, '1', 30)), ...(await insert(b, '1', 30))];
    const made: string[] = [];
    const queue = await work(({ id }) => {
      made.push(id);
      return done(id);
    });
    await expect.poll(statuses, soon).toEqual(Array(60).fill('success 1'));
    expect(made.toSorted()).toEqual(ids.toSorted());
    for (const row of await rows())
      expect(row).toMatchObject({ said: row.id, next_attempt_at: null, claimed_until: null });
    expect(queue.runs().get('test.attempt')).toMatchObject({ completed: 60, failed: 0 });
    expect(await queue.counts()).toEqual([
      { job: 'test.attempt', deferred: 0, ready: 0, active: 0, failed: 0 },
    ]);
  });

  it('makes them again by their schedule, and then no more', async () => {
    await insert(a, '1');
    await work(() => ({ is: 'failed', values: { said: 'no' } }));
    await expect.poll(statuses, soon).toEqual(['pending 1']);
    expect((await rows())[0]?.next_attempt_at).toEqual(new Date(clock.now() + 5_000));
    clock.moveBy(5_000);
    await expect.poll(statuses, soon).toEqual(['pending 2']);
    clock.moveBy(60_000);
    await expect.poll(statuses, soon).toEqual(['failed 3']);
    expect(await rows()).toMatchObject([{ said: 'no', next_attempt_at: null, claimed_until: null }]);
  });

  it('is told with the commit, and finds by itself what comes due later', async () => {
    const made: string[] = [];
    const queue = await work(({ id }) => {
      made.push(id);
      return made.length === 1
        ? { is: 'postponed', until: new Date(clock.now() + 60_000), values: {} }
        : done();
    });
    await database.inTransaction(async (tx) => {
      await sql`insert into test_attempts (organization_id, is_test, id, lane, next_attempt_at)
        values ('org_a', false, 'one', 'x', ${new Date(clock.now())})`.execute(tx);
      queue.attemptsDue(tx, kind, a);
      expect(() => queue.attemptsDue(tx, { name: 'test.other' }, a)).toThrow('no kind of attempt');
    });
    await expect.poll(() => made, soon).toEqual(['one']);
    await expect
      .poll(async () => (await rows())[0]?.next_attempt_at, soon)
      .toEqual(new Date(clock.now() + 60_000));
    expect(await statuses()).toEqual(['pending 0']);
    clock.moveBy(60_000);
    await expect.poll(statuses, soon).toEqual(['success 1']);
  });

  describe('is fair', () => {
    const hang = () => end.promise.then(() => done());
    const begunIn = (begun: readonly string[], lane: string) => begun.filter((id) => id.includes(lane));
    const made = async (lane: string) =>
      (await rows()).filter((row) => row.status === 'success' && row.id.includes(lane)).length;

    it('to a hundred quick ones beside one lane that hangs', async () => {
      await insert(a, 'hangs', 20);
      for (let lane = 0; lane < 100; lane++) await insert(a, `quick-${lane}`, 1);
      const hanging: string[] = [];
      await work(({ id, lane }) => {
        if (lane !== 'hangs') return done();
        hanging.push(id);
        return hang();
      });
      await expect.poll(() => made('quick'), soon).toBe(100);
      expect(hanging).toHaveLength(1);
    });

    it('to others behind very many of a lane that hangs', async () => {
      await insert(a, 'hangs', 500);
      clock.moveBy(1);
      await insert(a, 'later', 3);
      const begun: string[] = [];
      await work(({ id, lane }) => {
        begun.push(id);
        return lane === 'hangs' ? hang() : done();
      });
      await expect.poll(() => made('later'), soon).toBe(3);
      expect(begunIn(begun, 'hangs')).toHaveLength(1);
    });

    it('to others beside an organization whose lanes all hang', async () => {
      for (let lane = 0; lane < 50; lane++) await insert(a, `hangs-${lane}`, 2);
      const begun: string[] = [];
      await work(({ id, lane }) => {
        begun.push(id);
        return lane.startsWith('hangs') ? hang() : done();
      });
      await expect.poll(() => begun.length, soon).toBe(kind.places.unprovenPerOwner);
      await insert(b, 'new', 20); // the next poll finds it
      await expect.poll(() => made('new'), soon).toBe(20);
      expect(begunIn(begun, 'hangs')).toHaveLength(kind.places.unprovenPerOwner);
    });

    it('to live mode beside a test mode that is slow', async () => {
      const gate = Promise.withResolvers<void>();
      const begun: string[] = [];
      await work(({ id, is_test }) => {
        begun.push(id);
        return is_test && begun.length > 4 ? hang() : done();
      });
      for (const owner of [a, b]) {
        await insert({ ...owner, isTest: true }, 'slow-1', 20);
        await insert({ ...owner, isTest: true }, 'slow-2', 20);
      }
      await expect.poll(() => begunIn(begun, 'slow').length, soon).toBeGreaterThan(4);
      await insert(a, 'live', 20);
      await expect.poll(() => made('live'), soon).toBe(20);
      gate.resolve();
    });
  });

  it('has one of a lane under way where they go in order, and goes on with the next', async () => {
    const ids = await insert(a, 'x', 3);
    await insert(a, 'y', 1);
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    await work(
      async ({ id, lane }) => {
        begun.push(id);
        if (lane === 'x') await gate.promise;
        return done();
      },
      { of: ordered },
    );
    await expect.poll(() => begun.length, soon).toBe(2);
    // Nor does another process begin one.
    const room = { atMost: 10, unproven: 10, lanes: [] };
    const { claims } = await claimDue(database.queueConnection, ordered, {
      owner: a,
      room,
      now: clock.now(),
    });
    expect(claims).toEqual([]);
    gate.resolve();
    await expect.poll(statuses, soon).toEqual(Array(4).fill('success 1'));
    expect(begun.filter((id) => ids.includes(id))).toEqual(ids);
  });

  describe('a claim', () => {
    const room: Room = { atMost: 10, unproven: 10, lanes: [] };
    const claim = (owner: Owner, more: Partial<Room> = {}) =>
      claimDue(database.queueConnection, kind, { owner, room: { ...room, ...more }, now: clock.now() });
    const idsOf = ({ claims }: Awaited<ReturnType<typeof claim>>) => claims.map(({ row }) => row.id);

    it('takes the earliest, of each lane what it has room for, and says whether there is more', async () => {
      const one = await insert(a, '1', 3);
      const two = await insert(a, '2', 3);
      await insert({ ...a, isTest: true }, '1', 3);
      const first = await claim(a);
      expect([idsOf(first), first.isMore]).toEqual([[one[0], two[0]], true]);
      expect(first.claims[0]).toMatchObject({
        claim: new Date(clock.now() + leaseMs),
        row: { claimed_until: new Date(clock.now() + leaseMs), faults: 0 },
      });
      const lanes = [
        { lane: '1', room: 5, isProven: true },
        { lane: '2', room: 0, isProven: false },
      ];
      const second = await claim(a, { lanes, unproven: 0 });
      expect([idsOf(second), second.isMore]).toEqual([one.slice(1), false]);
      const third = await claim(a, { atMost: 1 });
      expect([idsOf(third), third.isMore]).toEqual([[two[1]], true]);
    });

    it('takes of lanes that have not answered so many in all', async () => {
      for (const lane of ['1', '2', '3', '4']) await insert(a, lane, 1);
      const taken = await claim(a, { unproven: 2, lanes: [{ lane: '4', room: 2, isProven: true }] });
      expect(idsOf(taken).map((id) => id.split(' ')[2])).toEqual(['1', '2', '4']);
      const none = await claim(a, { unproven: 0 });
      expect(idsOf(none)).toEqual([]);
    });

    it('is whoever has due attempts, of each mode and once, live first', async () => {
      await insert({ ...a, isTest: true }, '1', 3);
      await insert(b, '1', 3);
      await insert(b, '2', 3);
      const due = async () => {
        const found = await findDue(database.queueConnection, { names: [], kinds: [kind] }, clock.now());
        return found.map(({ name, owner }) => ({ name, ...owner }));
      };
      expect(await due()).toEqual([
        { name: 'test.attempt', ...b },
        { name: 'test.attempt', ...a, isTest: true },
      ]);
      await claim(b, { lanes: ['1', '2'].map((lane) => ({ lane, room: 5, isProven: true })) });
      expect(await due()).toEqual([{ name: 'test.attempt', ...a, isTest: true }]);
      clock.moveBy(leaseMs);
      expect(await due()).toHaveLength(2);
      clock.moveBy(-leaseMs - 1);
      expect(await due()).toEqual([]);
    });

    it('that ran out is taken over, counts as a fault, and what its worker says then does not count', async () => {
      await insert(a, '1');
      const [late] = (await claim(a)).claims;
      expect(idsOf(await claim(a))).toEqual([]);
      clock.moveBy(leaseMs);
      const [mine] = (await claim(a)).claims;
      expect(mine?.row).toMatchObject({ faults: 1 });
      let changes = 0;
      const also = async () => void changes++;
      const write = async (claimed: typeof late, said: string, more: object = {}) => {
        const settlement = { ...(claimed as NonNullable<typeof late>), result: { ...done(said), ...more } };
        const now = clock.now();
        return 'also' in more
          ? settleAlone(database, kind, { settlement, now })
          : (await settleTogether(database, kind, { settlements: [settlement], now }))[0];
      };
      expect(await write(late, 'late')).toBe(false);
      expect(await write(late, 'late', { also })).toBe(false);
      expect(await statuses()).toEqual(['pending 0']);
      expect(await write(mine, 'mine', { also })).toBe(true);
      expect(changes).toBe(1);
      expect(await rows()).toMatchObject([{ status: 'success', said: 'mine', faults: 0 }]);
    });

    it('and what else an outcome changes stand or fall together', async () => {
      await insert(a, '1');
      const [claimed] = (await claim(a)).claims;
      const also = () => Promise.reject(new Error('no'));
      const settlement = { ...(claimed as NonNullable<typeof claimed>), result: { ...done(), also } };
      const settling = settleAlone(database, kind, { settlement, now: clock.now() });
      await expect(settling).rejects.toThrow('no');
      expect(await statuses()).toEqual(['pending 0']);
    });
  });

  describe('a fault of ours', () => {
    it('is tried again soon, and given up in the end: then it is listed, and can be done again', async () => {
      const [id = ''] = await insert(a, '1');
      let isFaulty = true;
      const until = async (count: number) => {
        await expect.poll(async () => (await rows())[0]?.faults, soon).toBe(count);
        return rows();
      };
      const queue = await work(() => {
        if (isFaulty) throw new Error('The code is wrong.');
        return done();
      });
      const [row] = await until(1);
      expect(row).toMatchObject({
        next_attempt_at: new Date(clock.now() + 1_000),
        fault: 'The code is wrong.',
      });
      await sql`update test_attempts set faults = ${mostFaults - 1}`.execute(database.db);
      clock.moveBy(1_000);
      await until(mostFaults);
      clock.moveBy(300_000);
      await expect.poll(statuses, soon).toEqual(['failed 0']);
      expect(await rows()).toMatchObject([
        {
          said: 'Given up because of a fault of this server.',
          next_attempt_at: null,
          given_up_at: new Date(clock.now()),
        },
      ]);
      expect(queue.runs().get('test.attempt')).toMatchObject({ completed: 0, failed: 3 });
      expect(await queue.counts()).toMatchObject([{ failed: 1 }]);
      const connection = database.queueConnection;
      expect(await listGivenUp(connection, [kind], 10)).toEqual([
        {
          id,
          job: 'test.attempt',
          failedAt: new Date(clock.now()),
          tries: mostFaults + 1,
          reason: 'The code is wrong.',
          data: { organizationId: 'org_a' },
        },
      ]);
      expect(await retryAttempts(connection, [kind], { which: 'other', now: clock.now() })).toEqual([]);
      isFaulty = false;
      expect(await retryAttempts(connection, [kind], { which: 'all', now: clock.now() })).toEqual([id]);
      await expect.poll(statuses, soon).toEqual(['success 1']);
      expect(await queue.counts()).toMatchObject([{ failed: 0 }]);
    });

    it('is also that what came of it cannot be written down', async () => {
      await insert(a, '1');
      await work(() => done('no text of PostgreSQL: \0'));
      await expect.poll(async () => (await rows())[0]?.faults, soon).toBe(1);
      expect(await rows()).toMatchObject([
        { status: 'pending', claimed_until: null, next_attempt_at: new Date(clock.now() + 1_000) },
      ]);
    });

    it('is the death of a worker, and what has killed so many is not begun again', async () => {
      await insert(a, '1');
      await sql`update test_attempts set claimed_until = ${new Date(clock.now())}, faults = ${mostFaults}`.execute(
        database.db,
      );
      const begun: string[] = [];
      await work(({ id }) => {
        begun.push(id);
        return done();
      });
      await expect.poll(async () => (await rows())[0]?.next_attempt_at, soon).toBeNull();
      expect(begun).toEqual([]);
      expect(await rows()).toMatchObject([{ status: 'failed', given_up_at: new Date(clock.now()) }]);
      expect(await listGivenUp(database.queueConnection, [kind], 10)).toMatchObject([
        { reason: 'Every worker that had it died, or was silent for too long.' },
      ]);
    });

    it('that was given up can be forgotten', async () => {
      const [id = ''] = await insert(a, '1');
      await sql`update test_attempts set status = 'failed', next_attempt_at = null, given_up_at = now()`.execute(
        database.db,
      );
      expect(await dropAttempt(database.queueConnection, [kind], 'other')).toBe(false);
      expect(await dropAttempt(database.queueConnection, [kind], id)).toBe(true);
      expect(await listGivenUp(database.queueConnection, [kind], 10)).toEqual([]);
    });
  });

  it('makes one by itself, due or not, unless somebody has it or it is settled', async () => {
    const [id = ''] = await insert(a, '1');
    clock.moveBy(-60_000);
    const key = { organization_id: a.organizationId, id };
    const gate = Promise.withResolvers<void>();
    const both = [1, 2].map(() =>
      attemptNow(
        deps(async () => {
          await gate.promise;
          return done();
        }),
        kind,
        key,
      ),
    );
    expect(await Promise.race(both)).toBe(false);
    gate.resolve();
    expect((await Promise.all(both)).toSorted()).toEqual([false, true]);
    expect(await statuses()).toEqual(['success 1']);
    expect(
      await attemptNow(
        deps(() => done()),
        kind,
        key,
      ),
    ).toBe(false);
  });

  it('gives back what it has not begun when it stops, and waits for what it has', async () => {
    await insert(a, '1', 4);
    const gate = Promise.withResolvers<void>();
    const begun: string[] = [];
    const queue = await work(async ({ id }) => {
      begun.push(id);
      if (begun.length > 1) await gate.promise; // the first lets its lane have more places
      return done();
    });
    await expect.poll(() => begun.length, soon).toBe(3);
    await expect
      .poll(async () => (await rows()).filter(({ claimed_until }) => claimed_until).length, soon)
      .toBe(3);
    const stopping = queue.stop();
    await expect
      .poll(async () => (await rows()).filter(({ claimed_until }) => claimed_until).length, soon)
      .toBe(2);
    gate.resolve();
    await stopping;
    expect((await statuses()).toSorted()).toEqual(['pending 0', 'success 1', 'success 1', 'success 1']);
    expect((await rows()).every(({ claimed_until, faults }) => claimed_until === null && faults === 0)).toBe(
      true,
    );
  });

  if (databaseKind === 'embedded') {
    it('takes over at its start what a dead process had', async () => {
      await insert(a, '1');
      await sql`update test_attempts set claimed_until = ${new Date(clock.now() + leaseMs)}`.execute(
        database.db,
      );
      await work(() => done());
      await expect.poll(statuses, soon).toEqual(['success 1']);
    });
  } else {
    it('is shared by processes without being made twice', { timeout: 60_000 }, async () => {
      for (let lane = 0; lane < 20; lane++) await insert(lane % 2 ? a : b, String(lane), 20);
      const made: string[] = [];
      const perform: Deps['perform'] = ({ id }) => {
        made.push(id);
        return done();
      };
      const others = [1, 2].map(() => openPostgres({ url: url ?? '', poolSize: 2, logger }));
      const queues = await Promise.all([database, ...others].map((on) => work(perform, { on })));
      await expect
        .poll(async () => new Set(await statuses()), { timeout: 40_000 })
        .toEqual(new Set(['success 1']));
      expect(made).toHaveLength(400);
      expect(new Set(made).size).toBe(400);
      const counts = queues.map((queue) => queue.runs().get('test.attempt')?.completed ?? 0);
      for (const queue of running.splice(0)) await queue.stop();
      for (const each of others) await each.close();
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400);
      expect(Math.min(...counts)).toBeGreaterThan(0);
    });

    it('tells who makes an attempt that another worker has it now', async () => {
      await insert(a, '1');
      const signals: AbortSignal[] = [];
      await work((_, signal) => {
        signals.push(signal);
        return end.promise.then(() => done('lost'));
      });
      await expect.poll(() => signals.length, soon).toBe(1);
      clock.moveBy(leaseMs - 1_000); // no other has looked at it
      await sql`update test_attempts set claimed_until = ${new Date(clock.now() + leaseMs)}`.execute(
        database.db,
      );
      await expect.poll(() => signals[0]?.aborted, soon).toBe(true);
      end.resolve();
      for (const each of running.splice(0)) await each.stop();
      expect(await rows()).toMatchObject([{ status: 'pending', said: null }]);
    });

    it('makes none twice when its own clock is set forward, past what it has', async () => {
      const [first, second] = await insert(a, '1', 2);
      const begun: string[] = [];
      await work(({ id }) => {
        begun.push(id);
        return begun.length === 1 ? done() : end.promise.then(() => done()); // a lane that has answered has more places
      });
      await expect.poll(() => begun, soon).toEqual([first, second]);
      clock.moveBy(leaseMs);
      const until = clock.now() + leaseMs;
      await expect.poll(async () => (await rows())[1]?.claimed_until?.getTime(), soon).toBe(until);
      end.resolve();
      await expect.poll(statuses, soon).toEqual(['success 1', 'success 1']);
      expect(begun).toEqual([first, second]);
    });

    it('does not take its own for another’s while it is slow to say that it is alive', async () => {
      await insert(a, '1');
      const begun = Promise.withResolvers<AbortSignal>();
      const asked = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      let renewals = 0;
      /** The database, which takes its time for a renewal. */
      const executeSql = async (text: string, values?: unknown[]) => {
        if (text === renewText(kind)) {
          renewals++;
          asked.resolve();
          await gate.promise;
        }
        return database.queueConnection.executeSql(text, values);
      };
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      const runner = startRunner(kind, {
        database: { ...database, queueConnection: { executeSql } },
        deps: deps(async (_, signal) => {
          begun.resolve(signal);
          await end.promise;
          return done();
        }),
        runs: { completed: 0, failed: 0, seconds: 0 },
        logger,
      });
      runner.wake(a);
      const signal = await begun.promise;
      clock.moveBy(leaseMs / 4);
      vi.advanceTimersByTime(leaseMs / 4);
      await asked.promise;
      vi.advanceTimersByTime(leaseMs / 4);
      gate.resolve();
      end.resolve();
      await runner.drain();
      expect([renewals, signal.aborted, await statuses()]).toEqual([1, false, ['success 1']]);
    });

    it('writes the outcomes of others while somebody holds one of them', async () => {
      await insert(a, '1', 2);
      const gate = Promise.withResolvers<void>();
      const held = Promise.withResolvers<void>();
      const holding = database.inTransaction(async (tx) => {
        await sql`select from test_attempts where id = 'org_a live 1 000' for update`.execute(tx);
        held.resolve();
        await gate.promise;
      });
      await held.promise;
      const room = { atMost: 9, unproven: 9, lanes: [{ lane: '1', room: 9, isProven: true }] };
      const skipped = await claimDue(database.queueConnection, kind, { owner: a, room, now: clock.now() });
      expect(skipped.claims.map(({ row }) => row.id)).toEqual(['org_a live 1 001']);
      expect(skipped.isMore).toBe(true);
      const settling = settleTogether(database, kind, {
        settlements: skipped.claims.map((each) => ({ ...each, result: done() })),
        now: clock.now(),
      });
      expect(await settling).toEqual([true]);
      gate.resolve();
      await holding;
    });
  }
});
