import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { a, attemptScene, done, kind, soon } from '../../test/harness/attempt-scene.ts';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { dropAttempt, listGivenUp, retryAttempts } from './manage.ts';
import { mostFaults } from './schedule.ts';

describeOnBothDatabases('attempts that fail by', (openDatabase) => {
  const scene = attemptScene(openDatabase);
  const { insert, rows, statuses, work } = scene;

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
        next_attempt_at: new Date(scene.clock.now() + 1_000),
        fault: 'The code is wrong.',
      });
      await sql`update test_attempts set faults = ${mostFaults - 1}`.execute(scene.database.db);
      scene.clock.moveBy(1_000);
      await until(mostFaults);
      scene.clock.moveBy(300_000);
      await expect.poll(statuses, soon).toEqual(['failed 0']);
      expect(await rows()).toMatchObject([
        {
          said: 'Given up because of a fault of this server.',
          next_attempt_at: null,
          given_up_at: new Date(scene.clock.now()),
        },
      ]);
      expect(queue.runs().get('test.attempt')).toMatchObject({ completed: 0, failed: 3 });
      expect(await queue.counts()).toMatchObject([{ failed: 1 }]);
      const connection = scene.database.queueConnection;
      expect(await listGivenUp(connection, [kind], 10)).toEqual([
        {
          id,
          job: 'test.attempt',
          failedAt: new Date(scene.clock.now()),
          tries: mostFaults + 1,
          reason: 'The code is wrong.',
          data: { organizationId: 'org_a' },
        },
      ]);
      expect(await retryAttempts(connection, [kind], { which: 'other', now: scene.clock.now() })).toEqual([]);
      isFaulty = false;
      expect(await retryAttempts(connection, [kind], { which: 'all', now: scene.clock.now() })).toEqual([id]);
      await expect.poll(statuses, soon).toEqual(['success 1']);
      expect(await queue.counts()).toMatchObject([{ failed: 0 }]);
    });

    it('is also that what came of it cannot be written down', async () => {
      await insert(a, '1');
      await work(() => done('no text of PostgreSQL: \0'));
      await expect.poll(async () => (await rows())[0]?.faults, soon).toBe(1);
      expect(await rows()).toMatchObject([
        { status: 'pending', claimed_until: null, next_attempt_at: new Date(scene.clock.now() + 1_000) },
      ]);
    });

    it('is the death of a worker, and what has killed so many is not begun again', async () => {
      await insert(a, '1');
      await sql`update test_attempts set claimed_until = ${new Date(scene.clock.now())}, faults = ${mostFaults}`.execute(
        scene.database.db,
      );
      const begun: string[] = [];
      await work(({ id }) => {
        begun.push(id);
        return done();
      });
      await expect.poll(async () => (await rows())[0]?.next_attempt_at, soon).toBeNull();
      expect(begun).toEqual([]);
      expect(await rows()).toMatchObject([{ status: 'failed', given_up_at: new Date(scene.clock.now()) }]);
      expect(await listGivenUp(scene.database.queueConnection, [kind], 10)).toMatchObject([
        { reason: 'Every worker that had it died, or was silent for too long.' },
      ]);
    });

    it('that was given up can be forgotten', async () => {
      const [id = ''] = await insert(a, '1');
      await sql`update test_attempts set status = 'failed', next_attempt_at = null, given_up_at = now()`.execute(
        scene.database.db,
      );
      expect(await dropAttempt(scene.database.queueConnection, [kind], 'other')).toBe(false);
      expect(await dropAttempt(scene.database.queueConnection, [kind], id)).toBe(true);
      expect(await listGivenUp(scene.database.queueConnection, [kind], 10)).toEqual([]);
    });
  });
});
