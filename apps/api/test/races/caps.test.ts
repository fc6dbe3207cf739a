import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { testStart } from '../harness/api.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import { book, type Day, everyRacer, racers, repeatRace, reportRaces, winners } from '../harness/racing.ts';

// P1: two server processes, one database. `ASTROCAL_PROOF_RACERS=50 ASTROCAL_PROOF_ROUNDS=200 npx vitest run apps/api/test/races`

/** The first instant of the next period in New York, after a Monday morning. */
const borders = {
  daily: '2026-06-02T04:00:00Z',
  weekly: '2026-06-08T04:00:00Z',
  monthly: '2026-07-01T04:00:00Z',
} as const;
type Period = keyof typeof borders;
const periods = Object.keys(borders) as Period[];

describe('racers for a cap', patience, () => {
  let world: RaceWorld;
  beforeAll(async () => {
    world = await createRaceWorld();
  });
  afterAll(() => world.close());

  /** Everybody wants a time of their own, so that only the cap refuses. */
  const race = (day: Day, event_type_id: string, hours = 0) =>
    Promise.all(
      everyRacer.map((racer) => book(world, racer, { event_type_id, start_time: day(hours, racer * 5) })),
    );
  const short = { duration_minutes: 5 };
  const patch = (racer: number, id: string, body: object) =>
    world.call(racer, 'PATCH', `/v1/event-types/${id}`, { body });
  const capped = (cap: number, period: Period | 'total', fields: object = {}) =>
    world.makeEventType(
      { ...short, booking_cap: cap, booking_cap_period: period, ...fields },
      'America/New_York',
    );

  test('a cap is exact on both sides of its border', async () => {
    await repeatRace(world, async (day, round) => {
      const period = periods[round % periods.length] as Period;
      const event_type_id = await capped(3, period);
      const border = Date.parse(borders[period]);
      for (const now of [border - 1, border]) {
        await world.tell({ now });
        const won = winners(await race(day, event_type_id, now === border ? 12 : 4), 'booking_cap_reached');
        expect(won).toHaveLength(3);
      }
      await world.tell({ now: Date.parse(testStart) });
    });
  });

  test('a cap is exact while the clocks of the two processes stand on both sides of its border', async () => {
    await repeatRace(world, async (day) => {
      const event_type_id = await capped(3, 'daily');
      const border = Date.parse(borders.daily);
      await Promise.all(world.servers.map((server, i) => server.tell({ now: border - 1 + i })));
      winners(await race(day, event_type_id), 'booking_cap_reached');
      const received = await world.query<{ day: string; count: string }>(
        `select (created_at >= $2) as late, count(*) from bookings where event_type_id = $1 group by 1`,
        [event_type_id, new Date(border)],
      );
      expect(received.filter(({ count }) => Number(count) > 3)).toEqual([]);
      await world.tell({ now: Date.parse(testStart) });
    });
  });

  test('a total cap counts a booking that is cancelled no longer', async () => {
    await repeatRace(world, async (day) => {
      const event_type_id = await capped(3, 'total');
      const [first] = winners(await race(day, event_type_id), 'booking_cap_reached');
      const cancel = world.call(1, 'POST', `/v1/bookings/${first?.body.id}/cancel`, { body: {} });
      const won = winners(await race(day, event_type_id, 12), 'booking_cap_reached');
      expectStatus(200, await cancel);
      expect(won.length).toBeLessThanOrEqual(1);
      const last = winners(
        [await book(world, 0, { event_type_id, start_time: day(23) })],
        'booking_cap_reached',
      );
      expect(won.length + last.length).toBe(1);
    });
  });

  test('a cap that is set while bookings come in counts every one of them', async () => {
    await repeatRace(world, async (day, round) => {
      const event_type_id = await world.makeEventType(short);
      const racing = race(day, event_type_id);
      const cap = { booking_cap: Math.max(1, racers >> 1), booking_cap_period: periods[round % 3] };
      expectStatus(200, await patch(round, event_type_id, cap));
      const won = winners(await racing, 'booking_cap_reached');
      const { body } = await world.call(0, 'GET', `/v1/event-types/${event_type_id}`);
      expect(body.bookings_remaining).toBe(Math.max(0, cap.booking_cap - won.length));
      if (won.length < racers) expect(body.bookings_remaining).toBe(0);
    });
  });

  test('a cap that is lowered and raised while bookings come in is never exceeded', async () => {
    await repeatRace(world, async (day) => {
      const event_type_id = await capped(5, 'daily');
      const racing = race(day, event_type_id);
      const changes = [2, 5, 1, 4].map((booking_cap, i) => patch(i, event_type_id, { booking_cap }));
      for (const change of changes) expectStatus(200, await change);
      expect(winners(await racing, 'booking_cap_reached').length).toBeLessThanOrEqual(5);
    });
  });

  test('spots that are raised and lowered while parties come in are never exceeded', async () => {
    await repeatRace(world, async (day, round) => {
      const event_type_id = await world.makeEventType({ max_attendees: round % 2 ? 1 : 2 });
      const racing = everyRacer.map((racer) => book(world, racer, { event_type_id, start_time: day(9) }));
      const changes = [4, 3, 5].map((max_attendees, i) => patch(i, event_type_id, { max_attendees }));
      for (const change of changes) expectStatus(200, await change);
      const refusals = ['slot_unavailable: full', 'slot_unavailable: booked'];
      const won = winners(await Promise.all(racing), ...refusals);
      expect(won.length).toBeLessThanOrEqual(5);
      const { body } = await world.call(0, 'GET', `/v1/event-types/${event_type_id}`);
      const left = body.max_attendees - won.length;
      const next = await book(world, 0, { event_type_id, start_time: day(9) });
      expect(winners([next], ...refusals)).toHaveLength(left > 0 ? 1 : 0);
    });
  });

  test('cancelling while a cap is set and removed leaves an exact count', async () => {
    await repeatRace(world, async (day, round) => {
      const event_type_id = await world.makeEventType(short);
      const made = winners(await race(day, event_type_id));
      const cancelling = made.map(({ body }, i) =>
        world.call(i, 'POST', `/v1/bookings/${body.id}/cancel`, { body: {} }),
      );
      const cap = { booking_cap: racers, booking_cap_period: periods[round % 3] };
      expectStatus(200, await patch(round, event_type_id, cap));
      for (const cancelled of cancelling) expectStatus(200, await cancelled);
      const { body } = await world.call(0, 'GET', `/v1/event-types/${event_type_id}`);
      expect(body.bookings_remaining).toBe(racers);
    });
  });

  // The last test of the file: it stops the servers.
  test('no deadlock came of all this', async () => {
    expect(await world.stopServers()).toBe(0);
    reportRaces('racers for a cap', world);
  });
});
