import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  a,
  attemptScene,
  b,
  done,
  kind,
  logger,
  ordered,
  soon,
  type TestAttemptDeps,
} from '../../test/harness/attempt-scene.ts';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { openPostgres } from '../db/postgres.ts';
import { leaseMs } from './claim.ts';
import { startRunner } from './run-attempts.ts';
import { renewText } from './statements.ts';

describeOnBothDatabases('attempts', (openDatabase, databaseKind) => {
  const scene = attemptScene(openDatabase);
  const { insert, rows, statuses, work, deps, claimOf } = scene;
  afterEach(() => void vi.useRealTimers());

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
    expect((await rows())[0]?.next_attempt_at).toEqual(new Date(scene.clock.now() + 5_000));
    scene.clock.moveBy(5_000);
    await expect.poll(statuses, soon).toEqual(['pending 2']);
    scene.clock.moveBy(60_000);
    await expect.poll(statuses, soon).toEqual(['failed 3']);
    expect(await rows()).toMatchObject([{ said: 'no', next_attempt_at: null, claimed_until: null }]);
  });

  it('is told with the commit, and finds by itself what comes due later', async () => {
    const made: string[] = [];
    const queue = await work(({ id }) => {
      made.push(id);
      return made.length === 1
        ? { is: 'postponed', until: new Date(scene.clock.now() + 60_000), values: {} }
        : done();
    });
    await scene.database.inTransaction(async (tx) => {
      await sql`insert into test_attempts (organization_id, is_test, id, lane, next_attempt_at)
        values ('org_a', false, 'one', 'x', ${new Date(scene.clock.now())})`.execute(tx);
      queue.attemptsDue(tx, kind, a);
      expect(() => queue.attemptsDue(tx, { name: 'test.other' }, a)).toThrow('no kind of attempt');
    });
    await expect.poll(() => made, soon).toEqual(['one']);
    await expect
      .poll(async () => (await rows())[0]?.next_attempt_at, soon)
      .toEqual(new Date(scene.clock.now() + 60_000));
    expect(await statuses()).toEqual(['pending 0']);
    scene.clock.moveBy(60_000);
    await expect.poll(statuses, soon).toEqual(['success 1']);
  });

  describe('is fair', () => {
    const hang = () => scene.end.promise.then(() => done());
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
      scene.clock.moveBy(1);
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
    const { claims } = await claimOf(ordered, { owner: a, room });
    expect(claims).toEqual([]);
    gate.resolve();
    await expect.poll(statuses, soon).toEqual(Array(4).fill('success 1'));
    expect(begun.filter((id) => ids.includes(id))).toEqual(ids);
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
      await sql`update test_attempts set claimed_until = ${new Date(scene.clock.now() + leaseMs)}`.execute(
        scene.database.db,
      );
      await work(() => done());
      await expect.poll(statuses, soon).toEqual(['success 1']);
    });
  } else {
    it('is shared by processes without being made twice', { timeout: 60_000 }, async () => {
      for (let lane = 0; lane < 20; lane++) await insert(lane % 2 ? a : b, String(lane), 20);
      const made: string[] = [];
      const perform: TestAttemptDeps['perform'] = ({ id }) => {
        made.push(id);
        return done();
      };
      const others = [1, 2].map(() => openPostgres({ url: scene.url ?? '', poolSize: 2, logger }));
      const queues = await Promise.all([scene.database, ...others].map((on) => work(perform, { on })));
      await expect
        .poll(async () => new Set(await statuses()), { timeout: 40_000 })
        .toEqual(new Set(['success 1']));
      expect(made).toHaveLength(400);
      expect(new Set(made).size).toBe(400);
      const counts = queues.map((queue) => queue.runs().get('test.attempt')?.completed ?? 0);
      await scene.stopAll();
      for (const each of others) await each.close();
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400);
      expect(Math.min(...counts)).toBeGreaterThan(0);
    });

    it('tells who makes an attempt that another worker has it now', async () => {
      await insert(a, '1');
      const signals: AbortSignal[] = [];
      await work((_, signal) => {
        signals.push(signal);
        return scene.end.promise.then(() => done('lost'));
      });
      await expect.poll(() => signals.length, soon).toBe(1);
      scene.clock.moveBy(leaseMs - 1_000); // no other has looked at it
      await sql`update test_attempts set claimed_until = ${new Date(scene.clock.now() + leaseMs)}`.execute(
        scene.database.db,
      );
      await expect.poll(() => signals[0]?.aborted, soon).toBe(true);
      scene.end.resolve();
      await scene.stopAll();
      expect(await rows()).toMatchObject([{ status: 'pending', said: null }]);
    });

    it('makes none twice when its own clock is set forward, past what it has', async () => {
      const [first, second] = await insert(a, '1', 2);
      const begun: string[] = [];
      await work(({ id }) => {
        begun.push(id);
        return begun.length === 1 ? done() : scene.end.promise.then(() => done()); // a lane that has answered has more places
      });
      await expect.poll(() => begun, soon).toEqual([first, second]);
      scene.clock.moveBy(leaseMs);
      const until = scene.clock.now() + leaseMs;
      await expect.poll(async () => (await rows())[1]?.claimed_until?.getTime(), soon).toBe(until);
      scene.end.resolve();
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
        return scene.database.queueConnection.executeSql(text, values);
      };
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      const runner = startRunner(kind, {
        database: { ...scene.database, queueConnection: { ...scene.database.queueConnection, executeSql } },
        deps: deps(async (_, signal) => {
          begun.resolve(signal);
          await scene.end.promise;
          return done();
        }),
        runs: { completed: 0, failed: 0, seconds: 0 },
        logger,
      });
      runner.wake(a);
      const signal = await begun.promise;
      scene.clock.moveBy(leaseMs / 4);
      vi.advanceTimersByTime(leaseMs / 4);
      await asked.promise;
      vi.advanceTimersByTime(leaseMs / 4);
      gate.resolve();
      scene.end.resolve();
      await runner.drain();
      expect([renewals, signal.aborted, await statuses()]).toEqual([1, false, ['success 1']]);
    });
  }
});
