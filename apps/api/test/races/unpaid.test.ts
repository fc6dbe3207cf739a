import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { expireUnpaid } from '../../src/features/bookings/expire-unpaid.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import { book, everyRacer, repeatRace, reportRaces, winners } from '../harness/racing.ts';

// P1: two server processes, one database. `ASTROCAL_PROOF_RACERS=50 ASTROCAL_PROOF_ROUNDS=200 npx vitest run apps/api/test/races`

describe('an unpaid booking whose time is over', patience, () => {
  let world: RaceWorld;
  beforeAll(async () => {
    world = await createRaceWorld();
  });
  afterAll(() => world.close());

  const letLapse = (id: string) =>
    world.query(`update bookings set payment_expires_at = created_at where id = $1`, [id]);

  /** What the worker of a third process does with the booking's job. */
  const expire = (bookingId: string) =>
    expireUnpaid.handle(world.api.deps, {
      id: 'any',
      data: { organizationId: world.api.own.organizationId, bookingId },
      signal: new AbortController().signal,
    });

  test('gives way to one claim, and is cancelled once, by whoever comes first', async () => {
    const priced = await world.makeEventType({ price_amount: 500 });
    const other = await world.makeEventType({ booking_cap: 10_000, booking_cap_period: 'total' });
    await repeatRace(world, async (day, round) => {
      const first = expectStatus(201, await book(world, 0, { event_type_id: priced, start_time: day(9) }));
      const { id, status } = first.body;
      expect(status).toBe('pending_payment');
      const blocked = await book(world, 1, { event_type_id: other, start_time: day(9) });
      expect(winners([blocked], 'slot_unavailable: booked')).toEqual([]);

      await letLapse(id);
      const race = everyRacer.map((racer) =>
        book(world, racer, { event_type_id: [priced, other][(racer >> 1) % 2], start_time: day(9) }),
      );
      // In every other round no worker is there, and the claims alone have to see to it.
      const expiries = round % 2 ? [expire(id), expire(id)] : [];
      const [answers] = await Promise.all([Promise.all(race), ...expiries]);
      expect(winners(answers, 'slot_unavailable: booked')).toHaveLength(1);
      const { body } = await world.call(0, 'GET', `/v1/bookings/${id}`);
      expect(body.status).toBe('cancelled');
    });
  });

  test('leaves its spots in a group and its place under a cap to others, exactly', async () => {
    await repeatRace(world, async (day) => {
      const cap = { booking_cap: 4, booking_cap_period: 'daily', price_amount: 500 };
      const event_type_id = await world.makeEventType({ max_attendees: 3, ...cap });
      const made = await Promise.all(
        [0, 1, 2].map((racer) => book(world, racer, { event_type_id, start_time: day(9) })),
      );
      const [lapsed] = made.map((answer) => expectStatus(201, answer).body.id as string);
      await letLapse(lapsed as string);
      // One spot and two places under the cap: one joins, then one more elsewhere.
      const race = everyRacer.map((racer) => book(world, racer, { event_type_id, start_time: day(9) }));
      const [answers] = await Promise.all([Promise.all(race), expire(lapsed as string)]);
      expect(winners(answers, 'slot_unavailable: full')).toHaveLength(1);
      const elsewhere = everyRacer.map((racer) => book(world, racer, { event_type_id, start_time: day(10) }));
      expect(winners(await Promise.all(elsewhere), 'booking_cap_reached')).toHaveLength(1);
    });
  });

  // The last test of the file: it stops the servers.
  test('no deadlock came of all this', async () => {
    expect(await world.stopServers()).toBe(0);
    reportRaces('unpaid bookings that lapse', world);
  });
});
