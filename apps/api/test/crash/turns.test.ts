import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { newId } from '../../src/lib/ids.ts';
import type { MainProcess } from '../harness/main-process.ts';
import { callServer } from '../harness/race-world.ts';
import { findFaults } from '../harness/reconcile.ts';
import { reportFigure } from '../harness/report-figure.ts';
import type { SeededOrganization } from '../harness/seed.ts';
import { type CrashWorld, createCrashWorld } from './crash-world.ts';
import { choices, kills, seed, writers } from './settings.ts';

// P17. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/turns`

let world: CrashWorld;
let organization: SeededOrganization;
let eventTypeId: string;
beforeAll(async () => {
  world = await createCrashWorld();
  organization = world.organizations[0] as SeededOrganization;
  eventTypeId = organization.eventTypeIds[0] as string;
  for (const [index, name] of ['Bo', 'Cy'].entries()) {
    const id = newId('member', Date.now());
    await world.query(
      `insert into members (organization_id, id, name, email, role, created_at)
        values ($1, $2, $3, $4, 'member', now())`,
      [organization.organizationId, id, name, `${name}@example.com`],
    );
    await world.query(
      `insert into event_type_hosts (organization_id, event_type_id, id, member_id, position, weight)
        values ($1, $2, $3, $4, $5, $6)`,
      [organization.organizationId, eventTypeId, newId('host', Date.now()), id, index + 1, index + 1],
    );
  }
}, patience.timeout);
afterAll(() => world.close());

test(
  'a server that is killed between a turn and its commit leaves exact sums and fair shares',
  patience,
  async () => {
    const servers = [await world.start(), await world.start()] as [MainProcess, MainProcess];
    const choose = choices();
    await openAroundTheClock(servers[0].url);
    const starts = freeStarts(await offered(servers[0].url));
    let made = 0;
    let unknown = 0;
    for (let kill = 0; kill < kills; kill++) {
      const dying = kill % 2;
      let stopped = false;
      const goal = made + 20 + choose(60);
      const reached = Promise.withResolvers<void>();
      const write = async (writer: number) => {
        while (!stopped) {
          const start_time = starts.next().value;
          const url = (servers[writer % 2] as MainProcess).url;
          try {
            const { status } = await callServer(`${url}/v1/bookings`, 'POST', organization.key, {
              body: {
                event_type_id: eventTypeId,
                start_time,
                invitee_name: 'Alex Johnson',
                invitee_email: `alex-${writer}@example.com`,
              },
            });
            if (status === 201 && ++made === goal) reached.resolve();
          } catch {
            unknown++;
            return;
          }
        }
      };
      const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
      await reached.promise;
      await (servers[dying] as MainProcess).ended('SIGKILL');
      stopped = true;
      await writing;
      servers[dying] = await world.start({ PORT: String((servers[dying] as MainProcess).port) });
      expect(await findFaults(world)).toEqual([]);
    }
    await Promise.all(servers.map((server) => server.ended('SIGTERM')));
    const counts = await world.query<{ bookings: number; weight: number }>(
      'select bookings, weight from event_type_hosts where event_type_id = $1 order by position',
      [eventTypeId],
    );
    const all = counts.reduce((sum, { bookings }) => sum + bookings, 0);
    expect(all).toBeGreaterThanOrEqual(made);
    for (const { bookings, weight } of counts)
      expect(Math.abs(bookings - (all * weight) / 4)).toBeLessThan(1.5);
    expect(unknown).toBeGreaterThan(0); // the premise: it died in the middle of something
    reportFigure('turns under writers, servers killed', {
      seed: String(seed),
      kills,
      acknowledged: made,
      'unknown outcomes': unknown,
      bookings: counts.map(({ bookings }) => bookings).join('/'),
    });
  },
);

/** So many starts that each is asked for once: everybody is free, and shares are exact. */
async function openAroundTheClock(url: string): Promise<void> {
  const allDay = { start_time: '00:00', end_time: '24:00' };
  const rules = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, ...allDay }));
  const path = `${url}/v1/event-types/${eventTypeId}/availability`;
  const body = { timezone: 'UTC', rules };
  expect((await callServer(path, 'PUT', organization.key, { body })).status).toBe(200);
}

/** The starts of the next three months. */
async function offered(url: string): Promise<string[]> {
  const dates = [1, 91].map((day) => new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10));
  const path = `/v1/availability?event_type_id=${eventTypeId}&start=${dates[0]}&end=${dates[1]}`;
  const { body } = await callServer(url + path, 'GET', organization.key);
  return body.slots.map(({ start_time }: { start_time: string }) => start_time);
}

/** Whoever asks gets the next start. */
function* freeStarts(starts: readonly string[]): Generator<string, string> {
  for (;;) yield* starts;
}
