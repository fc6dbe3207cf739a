import { afterEach, describe, expect, test } from 'vitest';
import { patience, proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import type { TestAnswer } from '../harness/api.ts';
import { createRaceWorld, type RaceWorld } from '../harness/race-world.ts';
import { book, everyRacer, freshDay, racers, refusalOf, repeatRace, rounds } from '../harness/racing.ts';
import { expectReconciled } from '../harness/reconcile.ts';
import { reportFigure } from '../harness/report-figure.ts';

// P3: a retry with the same key never makes a second booking.
// `ASTROCAL_PROOF_RACERS=20 ASTROCAL_PROOF_ROUNDS=200 npx vitest run apps/api/test/races/idempotency`

const kills = proofSize('ASTROCAL_PROOF_KILLS', 2);

let world: RaceWorld;
afterEach(() => world.close());

const withKey = (racer: number, key: string, body: object) =>
  world.call(racer, 'POST', '/v1/bookings', {
    body: { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com', ...body },
    headers: { 'idempotency-key': key },
  });

describe('copies of one request', patience, () => {
  test('make one booking, and every other copy replays it', async () => {
    world = await createRaceWorld();
    const solo = await world.makeEventType({});
    const group = await world.makeEventType({ max_attendees: 100 });
    const counted = { bookings: 0, replays: 0, 'told to wait': 0 };
    await repeatRace(world, async (day, round) => {
      // Where the group has room for all, only the key stands between one booking and many.
      const body = { event_type_id: round % 2 ? solo : group, start_time: day(9) };
      const answers = await Promise.all(everyRacer.map((racer) => withKey(racer, `copy-${round}`, body)));
      const done = answers.filter(({ status }) => status === 201);
      const waiting = answers.filter(({ status }) => status !== 201).map(refusalOf);
      expect(waiting.filter((refusal) => refusal !== 'idempotency_in_progress')).toEqual([]);
      expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
      expect(done.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
      const stored = await world.query('select id from bookings where start_at = $1', [day(9)]);
      expect(stored).toHaveLength(1);
      counted.bookings += stored.length;
      counted.replays += done.length - 1;
      counted['told to wait'] += waiting.length;
    });
    reportFigure('copies of one request', { requests: rounds, 'copies of each': racers, ...counted });
  });

  test('without a key are as many bookings', async () => {
    world = await createRaceWorld();
    const event_type_id = await world.makeEventType({ max_attendees: 100 });
    const day = freshDay(world);
    const race = everyRacer.map((racer) => book(world, racer, { event_type_id, start_time: day(9) }));
    const ids = (await Promise.all(race)).map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(racers);
  });
});

/** What became of a request: an answer, or null when the connection broke. */
type Outcome = TestAnswer | null;

describe('a server that is killed in the middle of a burst', patience, () => {
  test('has lost nothing that it answered, and a replay of the rest books nothing twice', async () => {
    let unknown = 0;
    for (let kill = 0; kill < kills; kill++) unknown += await killInBurst(kill);
    // Otherwise every kill came too late or too early to prove anything.
    expect(unknown).toBeGreaterThan(0);
    reportFigure('servers killed in a burst of 80 requests', { kills, 'unknown outcomes replayed': unknown });
  });
});

/** Returns how many requests had an unknown outcome. */
async function killInBurst(kill: number): Promise<number> {
  world = await createRaceWorld();
  const event_type_id = await world.makeEventType({ duration_minutes: 15 });
  const day = freshDay(world);
  const [dying, surviving] = [0, 1] as const;
  const requests = Array.from({ length: 80 }, (_, request) => ({
    key: `burst-${request}`,
    // Two requests for every time: one of them is refused.
    body: { event_type_id, start_time: day(0, (request >> 1) * 15), metadata: { request } },
  }));
  let answered = 0;
  const dead = Promise.withResolvers<void>();
  const send = async ({ key, body }: (typeof requests)[number], i: number): Promise<Outcome> => {
    const racer = i % 4 === 3 ? surviving : dying;
    const outcome = await withKey(racer, key, body).catch(() => null);
    // Three quarters of the requests go to it: it must die before the last of them is answered.
    if (outcome && racer === dying && ++answered === 10 + ((kill * 5) % 45))
      dead.resolve(world.servers[dying].kill());
    return outcome;
  };
  const outcomes = await Promise.all(requests.map(send));
  await dead.promise;

  const finals = await Promise.all(requests.map(({ key, body }) => withKey(surviving, key, body)));
  const refused = finals.filter(({ status }) => status !== 201).map(refusalOf);
  expect(refused.filter((refusal) => refusal !== 'slot_unavailable: booked')).toEqual([]);

  const stored = await world.query<{ id: string; request: string }>(
    `select id, metadata ->> 'request' as request from bookings`,
  );
  expect(new Set(stored.map(({ request }) => request)).size).toBe(stored.length);
  const ids = new Set(stored.map(({ id }) => id));
  outcomes.forEach((outcome, i) => {
    if (outcome?.status !== 201) return;
    expect(ids).toContain(outcome.body.id);
    expect(finals[i]?.body).toEqual(outcome.body);
  });
  expect(new Set(finals.filter(({ status }) => status === 201).map(({ body }) => body.id))).toEqual(ids);
  expect(stored).toHaveLength(40);
  await expectReconciled(world);
  if (kill < kills - 1) await world.close();
  return outcomes.filter((outcome) => outcome === null).length;
}
