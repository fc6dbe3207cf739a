import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { a, attemptScene, b, done, kind } from '../../test/harness/attempt-scene.ts';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { findDue } from '../jobs/find-due.ts';
import type { Owner } from '../lib/principal.ts';
import { attemptNow } from './attempt-now.ts';
import { leaseMs } from './claim.ts';
import type { Room } from './places.ts';
import { settleAlone, settleTogether } from './settle.ts';

describeOnBothDatabases('attempts in somebody’s hands', (openDatabase, databaseKind) => {
  const scene = attemptScene(openDatabase);
  const { insert, rows, statuses, work, deps, claimOf } = scene;

  describe('a claim', () => {
    const room: Room = { atMost: 10, unproven: 10, lanes: [] };
    const claim = (owner: Owner, more: Partial<Room> = {}) =>
      claimOf(kind, { owner, room: { ...room, ...more } });
    const idsOf = ({ claims }: Awaited<ReturnType<typeof claim>>) => claims.map(({ row }) => row.id);

    it('takes the earliest, of each lane what it has room for, and says whether there is more', async () => {
      const one = await insert(a, '1', 3);
      const two = await insert(a, '2', 3);
      await insert({ ...a, isTest: true }, '1', 3);
      const first = await claim(a);
      expect([idsOf(first), first.isMore]).toEqual([[one[0], two[0]], true]);
      expect(first.claims[0]).toMatchObject({
        claim: new Date(scene.clock.now() + leaseMs),
        row: { claimed_until: new Date(scene.clock.now() + leaseMs), faults: 0 },
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
      // Jobs are looked for beside them, so the queue's tables are made.
      await work(() => done());
      await scene.stopAll();
      await insert({ ...a, isTest: true }, '1', 3);
      await insert(b, '1', 3);
      await insert(b, '2', 3);
      const due = async () => {
        const found = await findDue(
          scene.database.queueConnection,
          { names: [], kinds: [kind] },
          { now: scene.clock.now(), aheadMs: 0 },
        );
        return found.map(({ name, owner }) => ({ name, ...owner }));
      };
      expect(await due()).toEqual([
        { name: 'test.attempt', ...b },
        { name: 'test.attempt', ...a, isTest: true },
      ]);
      await claim(b, { lanes: ['1', '2'].map((lane) => ({ lane, room: 5, isProven: true })) });
      expect(await due()).toEqual([{ name: 'test.attempt', ...a, isTest: true }]);
      scene.clock.moveBy(leaseMs);
      expect(await due()).toHaveLength(2);
      scene.clock.moveBy(-leaseMs - 1);
      expect(await due()).toEqual([]);
    });

    it('that ran out is taken over, counts as a fault, and what its worker says then does not count', async () => {
      await insert(a, '1');
      const [late] = (await claim(a)).claims;
      expect(idsOf(await claim(a))).toEqual([]);
      scene.clock.moveBy(leaseMs);
      const [mine] = (await claim(a)).claims;
      expect(mine?.row).toMatchObject({ faults: 1 });
      let changes = 0;
      const also = async () => void changes++;
      const write = async (claimed: typeof late, said: string, more: object = {}) => {
        const settlement = { ...(claimed as NonNullable<typeof late>), result: { ...done(said), ...more } };
        const now = scene.clock.now();
        return 'also' in more
          ? settleAlone(scene.database, kind, { settlement, now })
          : (await settleTogether(scene.database, kind, { settlements: [settlement], now }))[0];
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
      const settling = settleAlone(scene.database, kind, { settlement, now: scene.clock.now() });
      await expect(settling).rejects.toThrow('no');
      expect(await statuses()).toEqual(['pending 0']);
    });
  });

  it('makes one by itself, due or not, unless somebody has it or it is settled', async () => {
    const [id = ''] = await insert(a, '1');
    scene.clock.moveBy(-60_000);
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

  if (databaseKind === 'postgres')
    it('writes the outcomes of others while somebody holds one of them', async () => {
      await insert(a, '1', 2);
      const gate = Promise.withResolvers<void>();
      const held = Promise.withResolvers<void>();
      const holding = scene.database.inTransaction(async (tx) => {
        await sql`select from test_attempts where id = 'org_a live 1 000' for update`.execute(tx);
        held.resolve();
        await gate.promise;
      });
      await held.promise;
      const room = { atMost: 9, unproven: 9, lanes: [{ lane: '1', room: 9, isProven: true }] };
      const skipped = await claimOf(kind, { owner: a, room });
      expect(skipped.claims.map(({ row }) => row.id)).toEqual(['org_a live 1 001']);
      expect(skipped.isMore).toBe(true);
      const settling = settleTogether(scene.database, kind, {
        settlements: skipped.claims.map((each) => ({ ...each, result: done() })),
        now: scene.clock.now(),
      });
      expect(await settling).toEqual([true]);
      gate.resolve();
      await holding;
    });
});
