import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience, proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import type { TestAnswer } from '../harness/api.ts';
import { makeMembers, setHosts, setShares, sharesOf } from '../harness/hosts.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import {
  book,
  everyRacer,
  freshDay,
  racers,
  refusalOf,
  repeatRace,
  reportRaces,
  winners,
} from '../harness/racing.ts';
import { expectReconciled } from '../harness/reconcile.ts';
import { reportFigure } from '../harness/report-figure.ts';

// P17. `ASTROCAL_PROOF_RACERS=16 ASTROCAL_PROOF_TURNS=400 npx vitest run apps/api/test/races/turns`

/** How many bookings are shared out. */
const turns = proofSize('ASTROCAL_PROOF_TURNS', 64);

describe('racers for hosts who take turns', patience, () => {
  let world: RaceWorld;
  let hosts: readonly string[];
  beforeAll(async () => {
    world = await createRaceWorld();
    hosts = await makeMembers(world.api, world.api.own.organizationId, ['Ana', 'Bo', 'Cy']);
  });
  afterAll(() => world.close());

  const db = () => world.api.deps.database.db;
  async function hosted(fields: object = {}, hostIds: readonly string[] = hosts): Promise<string> {
    const id = await world.makeEventType(fields);
    await setHosts(db(), id, hostIds);
    return id;
  }
  const hostOf = ({ body }: TestAnswer): string => body.assigned_host.member_id;
  const countOf = (got: readonly string[]) => hosts.map((id) => got.filter((each) => each === id).length);
  const post = (racer: number, id: string, action: string, body: object = {}) =>
    world.call(racer, 'POST', `/v1/bookings/${id}/${action}`, { body });

  /** Every racer books one start after the other, each its own, until all are booked. */
  async function shareOut(id: string, starts: string[]): Promise<string[]> {
    const left = [...starts];
    const got: string[] = [];
    const run = async (racer: number) => {
      for (let start_time = left.pop(); start_time; start_time = left.pop())
        got.push(hostOf(expectStatus(201, await book(world, racer, { event_type_id: id, start_time }))));
    };
    await Promise.all(everyRacer.map(run));
    return got;
  }
  /** So many starts of half an hour, on days that no other race has. */
  function startsFor(count: number): string[] {
    const starts: string[] = [];
    while (starts.length < count) {
      const day = freshDay(world);
      for (let slot = 0; slot < 48 && starts.length < count; slot++)
        starts.push(day(Math.floor(slot / 2), (slot % 2) * 30));
    }
    return starts;
  }

  test('weights 1:1:2 are a quarter, a quarter and a half, exactly', async () => {
    const id = await hosted();
    await setShares(db(), id, { [hosts[2] as string]: { weight: 2 } });
    const counts = countOf(await shareOut(id, startsFor(turns)));
    expect(counts).toEqual([turns / 4, turns / 4, turns / 2]);
    await expectReconciled(world);
    reportFigure('weights 1:1:2 under racers', { racers, bookings: turns, 'of each': counts.join('/') });
  });

  test('equal ones stay equal when some are cancelled, moved and given on meanwhile', async () => {
    const id = await hosted();
    await repeatRace(world, async (day) => {
      const made = await Promise.all(
        everyRacer.map(async (racer) => {
          const answer = await book(world, racer, { event_type_id: id, start_time: day(racer % 12) });
          return answer.status === 201 ? (answer.body.id as string) : null;
        }),
      );
      const changed = await Promise.all(
        made.flatMap((booking, racer) => {
          if (booking === null) return [];
          if (racer % 4 === 0) return [post(racer, booking, 'cancel')];
          if (racer % 4 === 1) return [post(racer, booking, 'reassign')];
          if (racer % 4 === 2)
            return [
              post(racer, booking, 'reschedule', { new_start_time: day(12 + (racer % 12)), host: 'any' }),
            ];
          return [];
        }),
      );
      const refused = changed.filter(({ status }) => status !== 200).map(refusalOf);
      expect(refused.filter((each) => each !== 'slot_unavailable: booked')).toEqual([]);
    });
    const shares = await sharesOf(db(), id);
    expect(hosts.map((host) => shares[host]?.bookings ?? 0).every((count) => count > 0)).toBe(true);
  });

  test('of three who take part in a meeting one is booked elsewhere: all of them are, or none', async () => {
    const together = await hosted({ assignment_strategy: 'collective' });
    const alone = await hosted({}, [hosts[1] as string]);
    await repeatRace(world, async (day) => {
      const answers = await Promise.all(
        everyRacer.map((racer) =>
          book(world, racer, { event_type_id: racer % 4 < 2 ? together : alone, start_time: day(9) }),
        ),
      );
      const won = winners(answers, 'slot_unavailable: booked');
      expect(won).toHaveLength(1);
      const taken = await world.query<{ subject_id: string }>(
        'select subject_id from allocations where slot_start = $1 and released_at is null order by subject_id',
        [day(9)],
      );
      const expected = won[0]?.body.event_type_id === together ? hosts.toSorted() : [hosts[1]];
      expect(taken.map(({ subject_id }) => subject_id)).toEqual(expected);
    });
  });

  test('giving on, cancelling and moving one booking end in one order, each told once', async () => {
    const id = await hosted();
    await repeatRace(world, async (day) => {
      const { body } = expectStatus(201, await book(world, 0, { event_type_id: id, start_time: day(9) }));
      const answers = await Promise.all(
        everyRacer.map((racer) => {
          const turn = racer >> 1;
          if (turn % 4 === 3) return post(racer, body.id, 'cancel');
          if (turn % 4 === 2)
            return post(racer, body.id, 'reschedule', { new_start_time: day(10 + (turn % 2)) });
          return post(racer, body.id, 'reassign', { member_id: hosts[turn % hosts.length] });
        }),
      );
      const refused = answers.filter(({ status }) => status >= 300).map(refusalOf);
      const allowed = ['booking_cancelled', 'slot_unavailable: booked'];
      expect(refused.filter((refusal) => !allowed.includes(refusal))).toEqual([]);
      expect((await world.call(0, 'GET', `/v1/bookings/${body.id}`)).body.status).toBe('cancelled');
    });
  });

  test('two bookings that change their hosts with each other do not wait in a circle', async () => {
    const [ana = '', bo = ''] = hosts;
    const id = await hosted({}, [ana, bo]);
    await repeatRace(world, async (day) => {
      const one = expectStatus(
        201,
        await book(world, 0, { event_type_id: id, start_time: day(9), host_id: ana }),
      );
      const two = expectStatus(
        201,
        await book(world, 1, { event_type_id: id, start_time: day(10), host_id: bo }),
      );
      const answers = await Promise.all(
        everyRacer.map((racer) =>
          racer % 2 === 0
            ? post(racer >> 1, one.body.id, 'reassign', { member_id: bo })
            : post(racer >> 1, two.body.id, 'reassign', { member_id: ana }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(everyRacer.map(() => 200));
      const read = async (booking: string) => hostOf(await world.call(0, 'GET', `/v1/bookings/${booking}`));
      expect([await read(one.body.id), await read(two.body.id)]).toEqual([bo, ana]);
    });
  });

  test('a host who is taken off the event type meanwhile keeps what it has, and gets nothing more', async () => {
    const [ana = '', bo = '', cy = ''] = hosts;
    await repeatRace(world, async (day) => {
      const id = await hosted({}, [ana, bo, cy]);
      const booked = everyRacer.map((racer) =>
        book(world, racer, { event_type_id: id, start_time: day(racer % 24) }),
      );
      await world.query('delete from event_type_hosts where event_type_id = $1 and member_id = $2', [id, cy]);
      winners(await Promise.all(booked), 'slot_unavailable: booked');
      const after = await book(world, 0, { event_type_id: id, start_time: day(23, 30), host_id: cy });
      expect(refusalOf(after)).toBe('host_unavailable');
    });
  });

  // The last test: it stops the servers.
  test('no deadlock came of all this', async () => {
    expect(await world.stopServers()).toBe(0);
    reportRaces('racers for hosts who take turns', world);
  });
});
