import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { setHosts } from '../harness/hosts.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import { book, everyRacer, racers, refusalOf, repeatRace, reportRaces, winners } from '../harness/racing.ts';
import { runDueJobs } from '../harness/run-due-jobs.ts';

let world: RaceWorld;
let made = 0;

async function member(): Promise<string> {
  const body = { name: 'Ana', email: `ana-${made++}@example.com` };
  return expectStatus(201, await world.call(0, 'POST', '/v1/members', { body })).body.id;
}

/** How many claims take the member's time. */
async function countTaken(memberId: string): Promise<number> {
  const [row] = await world.query<{ count: number }>(
    'select count(*)::integer as count from allocations where subject_id = $1 and released_at is null',
    [memberId],
  );
  return row?.count ?? Number.NaN;
}

describe('a member who is removed while others book', patience, () => {
  beforeAll(async () => {
    world = await createRaceWorld();
  });
  afterAll(() => world.close());

  test('is gone with nothing booked, or stays with what was booked before', async () => {
    await repeatRace(world, async (day, index) => {
      const [gone, stays] = [await member(), await member()];
      const id = await world.makeEventType({});
      await setHosts(world.api.deps.database.db, id, [gone, stays]);
      const remover = index % racers; // earlier or later among them
      const answers = await Promise.all(
        everyRacer.map((racer) =>
          racer === remover
            ? world.call(racer, 'DELETE', `/v1/members/${gone}`)
            : book(world, racer, { event_type_id: id, start_time: day(9 + (racer % 4)) }),
        ),
      );
      const [removal] = answers.splice(remover, 1);
      const won = winners(answers, 'slot_unavailable: booked');
      const taken = await countTaken(gone);
      if (removal?.status === 200) expect(taken).toBe(0);
      else {
        expect([removal?.status, removal?.body.error.code]).toEqual([409, 'member_has_bookings']);
        expect(taken).toBeGreaterThan(0);
      }
      expect(won.filter(({ body }) => body.assigned_host.member_id === gone)).toHaveLength(taken);
    });
  });

  test('leaves no booking behind that others can hold, whoever cancels, moves and gives on meanwhile', async () => {
    await repeatRace(world, async (day) => {
      const [gone, ...stay] = [await member(), await member(), await member()];
      const id = await world.makeEventType({});
      await setHosts(world.api.deps.database.db, id, [gone, ...stay]);
      const made = await Promise.all(
        everyRacer.map(async (racer) => {
          const wish = { event_type_id: id, start_time: day(racer % 24, racer < 24 ? 0 : 30), host_id: gone };
          return (await book(world, racer, wish)).body.id as string | undefined;
        }),
      );
      const { body: removal } = expectStatus(
        200,
        await world.call(0, 'DELETE', `/v1/members/${gone}`, { body: { bookings: 'reassign' } }),
      );
      const post = (racer: number, action: string, body: object = {}) =>
        world.call(racer, 'POST', `/v1/bookings/${made[racer]}/${action}`, { body });
      const others = everyRacer.map((racer) => {
        const start_time = day((racer + 1) % 24);
        if (made[racer] === undefined || racer % 5 === 4) return undefined;
        if (racer % 5 === 0) return post(racer, 'cancel');
        if (racer % 5 === 1) return post(racer, 'reassign', { member_id: stay[0] });
        if (racer % 5 === 2) return post(racer, 'reschedule', { new_start_time: day(23, 30) });
        return book(world, racer, { event_type_id: id, start_time });
      });
      const [, ...answers] = await Promise.all([runDueJobs(world.api), ...others]);
      const refused = answers.flatMap((answer) =>
        answer && answer.status >= 300 ? [refusalOf(answer)] : [],
      );
      expect(refused.filter((refusal) => refusal !== 'slot_unavailable: booked')).toEqual([]);
      const { body: done } = await world.call(0, 'GET', `/v1/member-removals/${removal.id}`);
      expect(done.status).toBe('done');
      expect(await countTaken(gone)).toBe(done.kept);
      expect(done.reassigned + done.kept).toBeLessThanOrEqual(done.total);
      expect(done.reassigned).toBeGreaterThan(0);
    });
  });

  test('is reported', () => reportRaces('removing a member while others book', world));
});
