import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience, proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import { findFaults } from '../harness/reconcile.ts';
import { reportFigure } from '../harness/report-figure.ts';
import type { SeededOrganization } from '../harness/seed.ts';
import { type CrashWorld, createCrashWorld, prepareEventTypes } from './crash-world.ts';
import { writers as clients } from './settings.ts';
import { createSlots } from './slots.ts';

// `ASTROCAL_PROOF_RESTARTS=20 npx vitest run apps/api/test/crash/rolling-restart`

const restarts = proofSize('ASTROCAL_PROOF_RESTARTS', 3);

let world: CrashWorld;
beforeAll(async () => {
  world = await createCrashWorld();
}, patience.timeout);
afterAll(() => world.close());

/** What a client has seen: dropped are requests that were sent and got no whole answer. */
interface Tally {
  answered: number;
  dropped: string[];
  /** Statuses that a client of a server in good health never sees. */
  odd: number[];
  /** Connections that a server would not take: the client goes to the next one, as a proxy does. */
  refused: number;
  bookings: string[];
}

test('no request is dropped while one process after the other is replaced', patience, async () => {
  let server = await world.start();
  await prepareEventTypes(world.organizations, server.url);
  const tally: Tally = { answered: 0, dropped: [], odd: [], refused: 0, bookings: [] };
  const ports = [server.port];
  let over = false;
  const slots = createSlots(() => 0);
  const running = Array.from({ length: clients }, async (_, client) => {
    const organization = world.organizations[client % world.organizations.length] as SeededOrganization;
    // A connection of its own, kept and used again.
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (!over) await bookOnce(agent, organization, { slots, ports, tally });
    agent.destroy();
  });
  const answered = (more: number) => {
    const goal = tally.answered + more;
    return expect.poll(() => tally.answered, { timeout: 60_000 }).toBeGreaterThan(goal);
  };

  for (let restart = 0; restart < restarts; restart++) {
    await answered(clients * 4);
    const next = await world.start();
    ports.unshift(next.port);
    await answered(clients);
    expect(await server.ended('SIGTERM')).toBe(0);
    ports.pop();
    server = next;
  }
  over = true;
  await Promise.all(running);
  expect(await server.ended('SIGTERM')).toBe(0);

  expect(tally.odd).toEqual([]);
  expect(tally.dropped).toEqual([]);
  const stored = await world.query<{ id: string }>('select id from bookings');
  expect(new Set(stored.map(({ id }) => id))).toEqual(new Set(tally.bookings));
  expect(await findFaults(world)).toEqual([]);
  const { answered: requests, refused } = tally;
  reportFigure('processes replaced under clients', {
    restarts,
    clients,
    requests,
    'turned away': refused,
    dropped: 0,
  });
});

/** Books a time that nobody else wants, at the first server that takes the connection, the oldest first. */
async function bookOnce(
  agent: http.Agent,
  organization: SeededOrganization,
  { slots, ports, tally }: { slots: ReturnType<typeof createSlots>; ports: readonly number[]; tally: Tally },
): Promise<void> {
  const { startTime } = slots.own(organization, '');
  const body = JSON.stringify({
    event_type_id: organization.eventTypeIds[0],
    start_time: startTime,
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  for (const port of [...ports].reverse()) {
    try {
      const answer = await post(agent, { port, key: organization.key, body });
      tally.answered++;
      if (answer.status === 201) tally.bookings.push(JSON.parse(answer.text).id);
      else tally.odd.push(answer.status);
      return;
    } catch (error) {
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code !== 'ECONNREFUSED') return void tally.dropped.push(code);
      tally.refused++;
    }
  }
  tally.dropped.push('No server took the connection.');
}

/** Not by fetch, which repeats by itself what a closing connection lost. */
function post(
  agent: http.Agent,
  { port, key, body }: { port: number; key: string; body: string },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const request = http.request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/v1/bookings',
      agent,
      headers,
    });
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
