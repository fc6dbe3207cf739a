import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import {
  book,
  everyRacer,
  party,
  racers,
  refusalOf,
  repeatRace,
  reportRaces,
  winners,
} from '../harness/racing.ts';

// P1: two server processes, one database. `ASTROCAL_PROOF_RACERS=50 ASTROCAL_PROOF_ROUNDS=200 npx vitest run apps/api/test/races`

describe('racers for a time', patience, () => {
  let world: RaceWorld;
  beforeAll(async () => {
    world = await createRaceWorld();
  });
  afterAll(() => world.close());

  test('one slot has one winner', async () => {
    const event_type_id = await world.makeEventType({});
    await repeatRace(world, async (day) => {
      const race = everyRacer.map((racer) => book(world, racer, { event_type_id, start_time: day(9) }));
      expect(winners(await Promise.all(race), 'slot_unavailable: booked')).toHaveLength(1);
    });
  });

  test('of overlapping times of mixed lengths, a refused one overlaps one that was booked', async () => {
    const buffers = { buffer_before_minutes: 5, buffer_after_minutes: 10 };
    const lengths = { duration_options: [15, 30, 60, 90], slot_interval_minutes: 15 };
    const event_type_id = await world.makeEventType({ ...buffers, ...lengths });
    await repeatRace(world, async (day, round) => {
      const wishes = everyRacer.map((racer) => {
        const minutes = ((racer * 7 + round * 3) % 16) * 15;
        const duration = [15, 30, 60, 90][(racer + round) % 4] as number;
        return { start_time: day(9, minutes), from: minutes - 5, until: minutes + duration + 10, duration };
      });
      const answers = await Promise.all(
        wishes.map(({ start_time, duration }, racer) =>
          book(world, racer, { event_type_id, start_time, duration }),
        ),
      );
      winners(answers, 'slot_unavailable: booked');
      const won = wishes.filter((_, racer) => answers[racer]?.status === 201);
      const overlapping = wishes.map(
        (wish) => won.filter(({ from, until }) => from < wish.until && wish.from < until).length,
      );
      // A winner overlaps itself alone; a loser at least one winner.
      expect(overlapping.filter((count) => count === 0)).toEqual([]);
      expect(won.every((wish) => overlapping[wishes.indexOf(wish)] === 1)).toBe(true);
    });
  });

  test('two event types of one host share its time', async () => {
    const types = [
      await world.makeEventType({}),
      await world.makeEventType({ duration_minutes: 60, buffer_before_minutes: 30 }),
    ];
    await repeatRace(world, async (day) => {
      const race = everyRacer.map((racer) =>
        // 09:00 to 09:30 against 09:00 to 10:00 with its buffer from 08:30; its grid steps by 90 minutes.
        book(world, racer, { event_type_id: types[(racer >> 1) % 2], start_time: day(9) }),
      );
      expect(winners(await Promise.all(race), 'slot_unavailable: booked')).toHaveLength(1);
    });
  });

  test('a group slot takes its spots, and no more', async () => {
    const event_type_id = await world.makeEventType({ max_attendees: 5 });
    await repeatRace(world, async (day) => {
      const race = everyRacer.map((racer) => book(world, racer, { event_type_id, start_time: day(9) }));
      expect(winners(await Promise.all(race), 'slot_unavailable: full')).toHaveLength(Math.min(5, racers));
    });
  });

  test('parties of one to three fill a group slot as far as they fit', async () => {
    const event_type_id = await world.makeEventType({ max_attendees: 7 });
    await repeatRace(world, async (day, round) => {
      const sizes = everyRacer.map((racer) => [3, 2, 3, 1][(racer + round) % 4] as number);
      const answers = await Promise.all(
        sizes.map((size, racer) =>
          book(world, racer, { event_type_id, start_time: day(9), ...party(racer, size) }),
        ),
      );
      const won = winners(answers, 'slot_unavailable: full');
      const seated = won.reduce((sum, { body }) => sum + body.attendee_count, 0);
      expect(seated).toBeLessThanOrEqual(7);
      const refused = sizes.filter((_, racer) => answers[racer]?.status !== 201);
      expect(refused.filter((size) => seated + size <= 7)).toEqual([]);
    });
  });

  test('two bookings that want each other’s time both stay', async () => {
    const solo = await world.makeEventType({});
    const group = await world.makeEventType({ max_attendees: 3 });
    await repeatRace(world, async (day) => {
      const times = [day(9), day(10)];
      const made = await Promise.all(
        [solo, group].map((event_type_id, i) => book(world, i, { event_type_id, start_time: times[i] })),
      );
      const [a, b] = made.map((answer) => expectStatus(201, answer).body.id as string);
      const race = everyRacer.map((racer) => {
        const [id, new_start_time] = (racer >> 1) % 2 ? [a, times[1]] : [b, times[0]];
        return world.call(racer, 'POST', `/v1/bookings/${id}/reschedule`, { body: { new_start_time } });
      });
      const refusals = new Set((await Promise.all(race)).map(refusalOf));
      expect([...refusals]).toEqual(['slot_unavailable: booked']);
    });
  });

  test('bookings that move in a circle leave nobody without a place', async () => {
    const types = await Promise.all([1, 2, 3].map((max_attendees) => world.makeEventType({ max_attendees })));
    await repeatRace(world, async (day) => {
      const times = [day(9), day(10), day(11), day(12)];
      const made = await Promise.all(
        types.map((event_type_id, i) => book(world, i, { event_type_id, start_time: times[i] })),
      );
      const ids = made.map((answer) => expectStatus(201, answer).body.id as string);
      // 12:00 is free: whoever moves there makes way for the next.
      const race = everyRacer.map((racer) => {
        const i = racer % ids.length;
        const new_start_time = times[(i + 1 + (racer % 2)) % times.length];
        return world.call(racer, 'POST', `/v1/bookings/${ids[i]}/reschedule`, { body: { new_start_time } });
      });
      const answers = await Promise.all(race);
      const refused = answers.filter(({ status }) => status !== 200).map(refusalOf);
      expect(refused.filter((refusal) => refusal !== 'slot_unavailable: booked')).toEqual([]);
      expect(refused.length).toBeLessThan(racers);
    });
  });

  test('cancelling, moving and booking the freed time end in one order', async () => {
    const event_type_id = await world.makeEventType({});
    await repeatRace(world, async (day) => {
      const first = expectStatus(201, await book(world, 0, { event_type_id, start_time: day(9) }));
      const path = `/v1/bookings/${first.body.id}`;
      const race = everyRacer.map((racer) => {
        if (racer % 4 === 0) return world.call(racer >> 2, 'POST', `${path}/cancel`, { body: {} });
        if (racer % 4 === 1)
          return world.call(racer >> 2, 'POST', `${path}/reschedule`, { body: { new_start_time: day(10) } });
        return book(world, racer >> 2, { event_type_id, start_time: day(racer % 4 === 2 ? 9 : 10) });
      });
      const answers = await Promise.all(race);
      const kind = (remainder: number) => answers.filter((_, racer) => racer % 4 === remainder);
      expect(new Set(kind(0).map(({ status }) => status))).toEqual(new Set([200]));
      expect(new Set(kind(0).map(({ body }) => body.cancelled_at)).size).toBe(1);
      const moveRefusals = kind(1)
        .filter(({ status }) => status !== 200)
        .map(refusalOf);
      const allowed = ['booking_cancelled', 'slot_unavailable: booked'];
      expect(moveRefusals.filter((refusal) => !allowed.includes(refusal))).toEqual([]);
      for (const start of [2, 3])
        expect(winners(kind(start), 'slot_unavailable: booked').length).toBeLessThanOrEqual(1);
      const now = await world.call(0, 'GET', path);
      expect(now.body.status).toBe('cancelled');
    });
  });

  // The last test of the file: it stops the servers.
  test('no deadlock came of all this', async () => {
    expect(await world.stopServers()).toBe(0);
    reportRaces('racers for a time', world);
  });
});
