import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import type { TestAnswer } from '../harness/api.ts';
import { createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';
import { book, everyRacer, refusalOf, repeatRace, reportRaces } from '../harness/racing.ts';
import { reportFigure } from '../harness/report-figure.ts';

// P1: two server processes that also work on jobs, one database.
// `ASTROCAL_PROOF_RACERS=50 ASTROCAL_PROOF_ROUNDS=200 npx vitest run apps/api/test/races`

describe('racers for a place in line', patience, () => {
  let world: RaceWorld;
  const latencies: number[] = [];
  beforeAll(async () => {
    world = await createRaceWorld();
    await world.tell({ works: true });
  });
  afterAll(() => world.close());

  const makeWaitedFor = (fields: object) => world.makeEventType({ waitlist_enabled: true, ...fields });
  const join = (racer: number, event_type_id: string, start_time: string | null) =>
    world.call(racer, 'POST', '/v1/waitlist', {
      body: {
        event_type_id,
        start_time,
        invitee_name: `Waiting ${racer}`,
        invitee_email: `waiting-${racer}@example.com`,
        invitee_timezone: 'UTC',
      },
    });
  const cancel = (racer: number, id: string) =>
    world.call(racer, 'POST', `/v1/bookings/${id}/cancel`, { body: {} });
  const leave = (racer: number, id: string) => world.call(racer, 'POST', `/v1/waitlist/${id}/cancel`);

  /** Bookings that hold their time, and who waits. */
  async function countOf(eventTypeId: string): Promise<{ live: number; waiting: number }> {
    const [counts] = await world.query<{ live: string; waiting: string }>(
      `select (select count(*) from bookings where event_type_id = $1 and status <> 'cancelled') as live,
        (select count(*) from waitlist_entries where event_type_id = $1 and status = 'waiting') as waiting`,
      [eventTypeId],
    );
    return { live: Number(counts?.live), waiting: Number(counts?.waiting) };
  }

  /** Every free spot is taken in the end, as long as anybody waits. */
  const settles = (eventTypeId: string, spots: number) =>
    expect
      .poll(
        async () => {
          const { live, waiting } = await countOf(eventTypeId);
          return waiting === 0 || live === spots;
        },
        { timeout: 20_000, interval: 20 },
      )
      .toBe(true);

  const unexpected = (answers: readonly TestAnswer[], ...refusals: string[]) =>
    answers
      .filter(({ status }) => status >= 300)
      .map(refusalOf)
      .filter((refusal) => !refusals.includes(refusal));

  test('joiners, leavers, cancellers and bookers: never oversold, in order, no spot left free', async () => {
    await repeatRace(world, async (day, round) => {
      const spots = [1, 3][round % 2] as number;
      const event_type_id = await makeWaitedFor({ max_attendees: spots });
      const slot = { event_type_id, start_time: day(9) };
      const held = await Promise.all(Array.from({ length: spots }, (_, racer) => book(world, racer, slot)));
      const holders = held.map((answer) => expectStatus(201, answer).body.id as string);
      const early = await Promise.all([0, 1].map((racer) => join(racer + 1000, event_type_id, day(9))));
      const race = everyRacer.map(async (racer) => {
        if (racer % 4 === 1) return cancel(racer >> 1, holders[(racer >> 2) % spots] as string);
        if (racer % 4 === 2) return book(world, racer, slot);
        const joined = await join(racer, event_type_id, day(9));
        if (racer % 4 === 0 || joined.status !== 201) return joined;
        return leave(racer >> 1, joined.body.id);
      });
      const answers = await Promise.all(race);
      expect(early.map(({ status }) => status)).toEqual([201, 201]);
      const allowed = ['slot_unavailable: booked', 'slot_unavailable: full', 'conflict'];
      expect(unexpected(answers, ...allowed)).toEqual([]);
      await settles(event_type_id, spots);
      const { live } = await countOf(event_type_id);
      expect(live).toBeLessThanOrEqual(spots);
    });
  });

  test('who leaves while a spot opens is either booked or gone', async () => {
    await repeatRace(world, async (day) => {
      const event_type_id = await makeWaitedFor({ max_attendees: 2 });
      const slot = { event_type_id, start_time: day(9) };
      const held = await Promise.all([0, 1].map((racer) => book(world, racer, slot)));
      const entries = await Promise.all(everyRacer.map((racer) => join(racer, event_type_id, day(9))));
      const ids = entries.map((answer) => expectStatus(201, answer).body.id as string);
      const cancelled = held.map(({ body }, racer) => cancel(racer, body.id));
      // One after the other, so that some are promoted while they leave.
      const left: TestAnswer[] = [];
      for (const [racer, id] of ids.entries()) left.push(await leave(racer, id));
      await Promise.all(cancelled);
      expect(unexpected(left, 'conflict')).toEqual([]);
      await settles(event_type_id, 2);
      const rows = await world.query<{ id: string; status: string }>(
        'select id, status from waitlist_entries where event_type_id = $1',
        [event_type_id],
      );
      const statusOf = new Map(rows.map(({ id, status }) => [id, status]));
      expect(ids.map((id) => statusOf.get(id))).toEqual(
        left.map(({ status }) => (status === 200 ? 'cancelled' : 'promoted')),
      );
      expect((await countOf(event_type_id)).live).toBe(left.filter(({ status }) => status === 409).length);
    });
  });

  test('a raised cap and cancellations: any takes what opens, the cap is exact', async () => {
    await repeatRace(world, async (day) => {
      const event_type_id = await makeWaitedFor({
        duration_minutes: 5,
        booking_cap: 2,
        booking_cap_period: 'total',
      });
      const held = [0, 1].map((racer) =>
        book(world, racer, { event_type_id, start_time: day(9, racer * 5) }),
      );
      const [first] = (await Promise.all(held)).map((answer) => expectStatus(201, answer).body.id as string);
      const race = everyRacer.map((racer) => {
        if (racer === 0) return cancel(racer, first as string);
        if (racer === 1)
          return world.call(racer, 'PATCH', `/v1/event-types/${event_type_id}`, { body: { booking_cap: 4 } });
        if (racer % 3 === 0) return book(world, racer, { event_type_id, start_time: day(12, racer * 5) });
        return join(racer, event_type_id, racer % 3 === 1 ? null : day(12, racer * 5));
      });
      // Who comes between a spot that opens and its promotion is told to book, not to wait.
      expect(unexpected(await Promise.all(race), 'booking_cap_reached', 'conflict')).toEqual([]);
      await settles(event_type_id, 4);
      expect((await countOf(event_type_id)).live).toBeLessThanOrEqual(4);
    });
  });

  test('the same wish of the same address waits once', async () => {
    await repeatRace(world, async (day) => {
      const event_type_id = await makeWaitedFor({});
      expectStatus(201, await book(world, 0, { event_type_id, start_time: day(9) }));
      const race = everyRacer.map((racer) =>
        world.call(racer, 'POST', '/v1/waitlist', {
          body: {
            event_type_id,
            start_time: day(9),
            invitee_name: 'Kim Lee',
            invitee_email: racer % 2 ? 'kim@example.com' : 'Kim@Example.com',
            invitee_timezone: 'UTC',
          },
        }),
      );
      const answers = await Promise.all(race);
      expect(unexpected(answers, 'conflict')).toEqual([]);
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    });
  });

  test('everybody in line has the freed spot once, in the order of joining', async () => {
    await repeatRace(world, async (day) => {
      const event_type_id = await makeWaitedFor({});
      let held = expectStatus(201, await book(world, 0, { event_type_id, start_time: day(9) })).body
        .id as string;
      const line = everyRacer.slice(0, 8);
      await Promise.all(line.map((racer) => join(racer, event_type_id, day(9))));
      for (let left = line.length; left > 0; left--) {
        const from = performance.now();
        expectStatus(200, await cancel(left, held));
        await expect
          .poll(async () => (await countOf(event_type_id)).live, { timeout: 20_000, interval: 2 })
          .toBe(1);
        latencies.push(performance.now() - from);
        expect((await countOf(event_type_id)).waiting).toBe(left - 1);
        const [live] = await world.query<{ id: string }>(
          `select id from bookings where event_type_id = $1 and status <> 'cancelled'`,
          [event_type_id],
        );
        held = live?.id as string;
      }
    });
  });

  // The last test of the file: it stops the servers.
  test('no deadlock came of all this', async () => {
    expect(await world.stopServers()).toBe(0);
    reportRaces('racers for a place in line', world);
    const sorted = latencies.sort((a, b) => a - b);
    reportFigure('from a cancelled booking to the promoted one', {
      promotions: sorted.length,
      'median ms': Math.round(sorted[sorted.length >> 1] ?? 0),
      'slowest ms': Math.round(sorted.at(-1) ?? 0),
    });
  });
});
