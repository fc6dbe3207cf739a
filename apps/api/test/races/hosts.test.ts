import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import type { TestAnswer } from '../harness/api.ts';
import { makeMembers, setHosts } from '../harness/hosts.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import {
  book,
  type Day,
  everyRacer,
  racers,
  refusalOf,
  repeatRace,
  reportRaces,
  winners,
} from '../harness/racing.ts';

// P1 with several hosts. `ASTROCAL_PROOF_RACERS=50 ASTROCAL_PROOF_ROUNDS=200 npx vitest run apps/api/test/races/hosts`

let world: RaceWorld;
let hosts: readonly string[];

const start = async () => {
  world = await createRaceWorld();
  hosts = await makeMembers(world.api, world.api.own.organizationId, ['Ana', 'Bo', 'Cy']);
};

async function hosted(hostIds: readonly string[], fields: object = {}): Promise<string> {
  const id = await world.makeEventType(fields);
  await setHosts(world.api.deps.database.db, id, hostIds);
  return id;
}
const hostedByAll = (hostIds: readonly string[], fields: object = {}) =>
  hosted(hostIds, { assignment_strategy: 'collective', ...fields });

/** The hosts whose time is taken at a start, each as often as it is. */
async function takenAt(startTime: string): Promise<string[]> {
  const rows = await world.query<{ subject_id: string }>(
    'select subject_id from allocations where slot_start = $1 and released_at is null order by subject_id',
    [startTime],
  );
  return rows.map(({ subject_id }) => subject_id);
}

const hostOf = ({ body }: TestAnswer): string => body.assigned_host.member_id;

/** Everybody books at one time, the event types in turn. */
const race = (types: readonly string[], start_time: string, fields: object = {}) =>
  Promise.all(
    everyRacer.map((racer) =>
      book(world, racer, { event_type_id: types[(racer >> 1) % types.length], start_time, ...fields }),
    ),
  );

describe('racers for a time of several hosts', patience, () => {
  beforeAll(start);
  afterAll(() => world.close());

  test('any of whom will do: each host has one winner', async () => {
    const id = await hosted(hosts);
    await repeatRace(world, async (day) => {
      const won = winners(await race([id], day(9)), 'slot_unavailable: booked');
      expect(won.map(hostOf).sort()).toEqual(hosts.toSorted());
    });
  });

  test('which event types share in other orders: each host has one winner', async () => {
    const [ana, bo, cy] = hosts as [string, string, string];
    const types = [await hosted([ana, bo, cy]), await hosted([cy, bo, ana]), await hosted([bo])];
    await repeatRace(world, async (day) => {
      const won = winners(await race(types, day(9)), 'slot_unavailable: booked');
      expect(won.map(hostOf).sort()).toEqual(hosts.toSorted());
    });
  });

  test('all of whom take part: there is one winner', async () => {
    const types = [await hostedByAll(hosts), await hostedByAll(hosts.toReversed())];
    await repeatRace(world, async (day) => {
      expect(winners(await race(types, day(9)), 'slot_unavailable: booked')).toHaveLength(1);
      expect(await takenAt(day(9))).toEqual(hosts.toSorted());
    });
  });

  test('one event type wants all, another any of them: no host is taken twice, and none is left', async () => {
    const types = [await hostedByAll(hosts), await hosted(hosts), await hostedByAll(hosts.slice(1))];
    await repeatRace(world, async (day) => {
      winners(await race(types, day(9)), 'slot_unavailable: booked');
      expect(await takenAt(day(9))).toEqual(hosts.toSorted());
    });
  });

  test('a group takes its spots of each host, and no more', async () => {
    const any = await hosted(hosts, { max_attendees: 2 });
    const all = await hostedByAll(hosts, { max_attendees: 5 });
    await repeatRace(world, async (day) => {
      const full = ['slot_unavailable: full', 'slot_unavailable: booked'];
      const won = winners(await race([any], day(9)), ...full);
      expect(won).toHaveLength(Math.min(2 * hosts.length, racers));
      expect(winners(await race([all], day(11)), ...full)).toHaveLength(Math.min(5, racers));
    });
  });

  test('moving, cancelling and booking end in one order', async () => {
    const [any, all] = [await hosted(hosts), await hostedByAll(hosts.slice(0, 2))];
    await repeatRace(world, async (day) => {
      const made = [await book(world, 0, { event_type_id: any, start_time: day(9) })];
      made.push(await book(world, 1, { event_type_id: all, start_time: day(10) }));
      const [one, both] = made.map((answer) => expectStatus(201, answer).body.id as string);
      const answers = await Promise.all(
        everyRacer.map((racer) => {
          const turn = racer >> 1;
          const move = (id: string | undefined, new_start_time: string) =>
            world.call(racer, 'POST', `/v1/bookings/${id}/reschedule`, { body: { new_start_time } });
          if (turn % 5 === 0) return move(one, day(10));
          if (turn % 5 === 1) return move(both, day(9));
          if (turn % 5 === 2) return book(world, racer, { event_type_id: any, start_time: day(10) });
          if (turn % 5 === 3) return book(world, racer, { event_type_id: all, start_time: day(9) });
          return world.call(racer, 'POST', `/v1/bookings/${one}/cancel`, { body: {} });
        }),
      );
      const refused = answers.filter(({ status }) => status >= 300).map(refusalOf);
      const allowed = ['slot_unavailable: booked', 'booking_cancelled'];
      expect(refused.filter((refusal) => !allowed.includes(refusal))).toEqual([]);
    });
  });

  test('whose unpaid booking has lapsed: each host has one winner', async () => {
    const unpaid = await hostedByAll(hosts, { price_amount: 500 });
    const types = await Promise.all(hosts.map((host) => hosted([host])));
    await repeatRace(world, async (day) => {
      const { id } = expectStatus(
        201,
        await book(world, 0, { event_type_id: unpaid, start_time: day(9) }),
      ).body;
      world.api.clock.moveBy(31 * 60_000);
      await world.tell({ now: world.api.clock.now() });
      const won = winners(await race(types, day(9)), 'slot_unavailable: booked');
      expect(won.map(hostOf).sort()).toEqual(hosts.toSorted());
      expect((await world.call(0, 'GET', `/v1/bookings/${id}`)).body.status).toBe('cancelled');
    });
  });

  // The last test: it stops the servers.
  test('no deadlock came of all this', async () => {
    expect(await world.stopServers()).toBe(0);
    reportRaces('racers for several hosts', world);
  });
});

describe('without the locks', patience, () => {
  beforeAll(start);
  afterAll(() => world.close());

  test('the constraint takes no host twice, and no claim in part', async () => {
    await world.tell({ without: ['lock', 'check'] });
    const types = [await hosted(hosts), await hostedByAll(hosts), await hostedByAll(hosts.toReversed())];
    await repeatRace(world, async (day: Day) => {
      // Which of the two a constraint says depends on which one was met.
      const taken = ['slot_unavailable: booked', 'slot_unavailable: full'];
      const won = winners(await race(types, day(9)), ...taken, 'unavailable');
      expect(won).not.toHaveLength(0);
      const hostsTaken = await takenAt(day(9));
      expect(new Set(hostsTaken).size).toBe(hostsTaken.length);
    });
  });
});
