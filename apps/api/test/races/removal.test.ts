import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { setHosts } from '../harness/hosts.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import { book, everyRacer, racers, repeatRace, reportRaces, winners } from '../harness/racing.ts';

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

  test('is reported', () => reportRaces('removing a member while others book', world));
});
