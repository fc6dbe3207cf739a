import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import type { TestAnswer } from '../harness/api.ts';
import type { RaceSettings } from '../harness/race-settings.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import {
  book,
  type Day,
  everyRacer,
  freshDay,
  party,
  racers,
  refusalOf,
  repeatRace,
  reportRaces,
  winners,
} from '../harness/racing.ts';
import { findFaults } from '../harness/reconcile.ts';
import { reportFigure } from '../harness/report-figure.ts';

// P1: each protection against double bookings is taken away; what is left must hold, or be seen to fail.
// `ASTROCAL_PROOF_RACERS=50 ASTROCAL_PROOF_ROUNDS=200 npx vitest run apps/api/test/races/protections`

/** Which of the two a constraint says depends on which one was met; the check always says the first of a solo slot. */
const taken = ['slot_unavailable: booked', 'slot_unavailable: full'];

let world: RaceWorld;
let solo: string;
let group: string;

function describeWorld(name: string, { constraints }: { constraints: boolean }, suite: () => void): void {
  describe(name, patience, () => {
    beforeAll(async () => {
      world = await createRaceWorld();
      if (!constraints)
        await world.query(
          'alter table allocations drop constraint allocations_one_place, drop constraint allocations_spots',
        );
      solo = await world.makeEventType({ duration_options: [15, 30, 45], slot_interval_minutes: 15 });
      group = await world.makeEventType({ max_attendees: 5 });
    });
    afterAll(async () => {
      if (world.tally.races > 0) reportRaces(`fewer protections, ${name}`, world);
      await world.close();
    });
    suite();
  });
}

describeWorld('with the constraints', { constraints: true }, () => {
  test('and lock and check, nothing is sold twice', () => expectNothingSoldTwice({ without: [] }));
  test('and the check, nothing is sold twice', () => expectNothingSoldTwice({ without: ['lock'] }));
  test('and the lock, nothing is sold twice', () => expectNothingSoldTwice({ without: ['check'] }));
  test('alone, nothing is sold twice', () => expectNothingSoldTwice({ without: ['lock', 'check'] }));
});

describeWorld('without the constraints', { constraints: false }, () => {
  test('lock and check sell nothing twice', () => expectNothingSoldTwice({ without: [] }));

  test('the count on the receipts’ row alone keeps a cap', async () => {
    await world.tell({ without: ['lock', 'check'] });
    await repeatRace(world, async (day) => {
      const event_type_id = await world.makeEventType({ booking_cap: 3, booking_cap_period: 'daily' });
      const race = everyRacer.map((racer) =>
        book(world, racer, { event_type_id, start_time: day(0, racer * 30) }),
      );
      expect(winners(await Promise.all(race), 'booking_cap_reached')).toHaveLength(Math.min(3, racers));
    });
  });

  // The premise of all the others, and last here: what it leaves behind is wrong.
  test('neither the lock nor the check alone is enough, and the reconciler sees it', async () => {
    await expectSoldTwice({ without: ['check'] });
    expect((await findFaults(world)).join()).toContain('an allocation does not hold');
    await expectSoldTwice({ without: ['lock'] });
    expect((await findFaults(world)).join()).toContain('two live bookings of a host overlap');
  });
});

describeWorld('locks taken backwards by one of the processes', { constraints: true }, () => {
  test('deadlock, which the database counts and no client sees', async () => {
    await world.servers[1].tell({ locksBackwards: true });
    for (let round = 0; round < 20; round++) {
      const day = freshDay(world);
      // Four only: a pile of them deadlocks more often than a transaction is retried.
      const race = [0, 1, 2, 3].map((racer) =>
        book(world, racer, { event_type_id: group, start_time: day(9) }),
      );
      expect(winners(await Promise.all(race))).toHaveLength(4);
    }
    const deadlocks = await world.stopServers();
    expect(deadlocks).toBeGreaterThan(0);
    reportFigure('locks taken backwards', { 'deadlocks that no client saw': deadlocks });
  });
});

const raceForSlot = (day: Day) =>
  Promise.all(everyRacer.map((racer) => book(world, racer, { event_type_id: solo, start_time: day(9) })));

/** Parties of two, so that an odd capacity is never filled to the last spot. */
const raceForGroup = (day: Day) =>
  Promise.all(
    everyRacer.map((racer) =>
      book(world, racer, { event_type_id: group, start_time: day(9), ...party(racer, 2) }),
    ),
  );

const raceForOverlaps = (day: Day, round: number) =>
  Promise.all(
    everyRacer.map((racer) =>
      book(world, racer, {
        event_type_id: solo,
        start_time: day(9, ((racer + round) % 6) * 15),
        duration: [15, 30, 45][racer % 3],
      }),
    ),
  );

/** Two bookings, each moved to the other's time by half of the racers. */
async function raceToSwap(day: Day) {
  const times = [day(9), day(10)];
  const made = times.map((start_time, i) => book(world, i, { event_type_id: solo, start_time }));
  const ids = (await Promise.all(made)).map((answer) => expectStatus(201, answer).body.id as string);
  const race = everyRacer.map((racer) => {
    const mine = (racer >> 1) % 2;
    const body = { new_start_time: times[1 - mine] };
    return world.call(racer, 'POST', `/v1/bookings/${ids[mine]}/reschedule`, { body });
  });
  return Promise.all(race);
}

async function expectNothingSoldTwice({ without }: Required<Pick<RaceSettings, 'without'>>): Promise<void> {
  await world.tell({ without });
  // What the lock is for: without it, fifty claims deadlock more often than each is retried, and most are told to
  // come again. Then less may be sold than there is, but never more.
  const refusals = without.includes('lock') ? [...taken, 'unavailable'] : taken;
  const expectSold = (answers: readonly TestAnswer[], capacity: number) => {
    const won = winners(answers, ...refusals);
    if (answers.every(({ status }) => status !== 503)) expect(won).toHaveLength(capacity);
    else expect([1, capacity]).toContain(won.length);
  };
  await repeatRace(world, async (day) => {
    expectSold(await raceForSlot(day), 1);
  });
  await repeatRace(world, async (day, round) => {
    expect(winners(await raceForOverlaps(day, round), ...refusals)).not.toHaveLength(0);
  });
  await repeatRace(world, async (day) => {
    expectSold(await raceForGroup(day), Math.min(2, racers));
  });
  await repeatRace(world, async (day) => {
    const answers = (await raceToSwap(day)).map(refusalOf);
    expect(answers.filter((refusal) => !refusals.includes(refusal))).toEqual([]);
  });
}

/** Races until both a slot and a group slot were oversold, a few rounds at most. */
async function expectSoldTwice(settings: RaceSettings): Promise<void> {
  await world.tell(settings);
  let slots = 0;
  let parties = 0;
  for (let round = 0; round < 20 && (slots < 2 || parties < 3); round++) {
    slots = Math.max(slots, winners(await raceForSlot(freshDay(world)), ...taken).length);
    parties = Math.max(parties, winners(await raceForGroup(freshDay(world)), ...taken).length);
  }
  expect(slots).toBeGreaterThan(1);
  expect(parties).toBeGreaterThan(2);
}
