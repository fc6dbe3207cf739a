import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Contender, runRounds } from './rounds.ts';
import { quickRun } from './settings.ts';

const settings = { ...quickRun(0), roundSeconds: 0.5, warmUpSeconds: 0.1 };

let server: Server;
afterEach(() => server.close());

/** A server that answers `statusOf` the request's number, and what came in. */
async function listening(statusOf: (number: number) => number) {
  const bodies: string[] = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.writeHead(statusOf(bodies.length)).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const contender: Contender = {
    name: 'a server',
    server: { url: `http://127.0.0.1:${port}`, pid: process.pid },
    goals: [
      { eventTypeId: 'evt_1', key: 'a' },
      { eventTypeId: 'evt_2', key: 'b' },
    ],
    ask: { kind: 'bookings', firstStart: 0, slotMs: 60_000, used: 0 },
    status: 201,
  };
  return { contender, bodies };
}

test('every request of every round books another slot', async () => {
  const { contender, bodies } = await listening(() => 201);
  const samples = await runRounds([contender], settings);
  const one = samples.get(contender) ?? [];
  expect(one).toHaveLength(1);
  expect(one[0]?.answers).toBeGreaterThan(10);
  const slots = bodies.map((body) => {
    const { event_type_id, start_time } = JSON.parse(body);
    return `${event_type_id} ${start_time}`;
  });
  expect(new Set(slots).size).toBe(slots.length);
});

test('one other answer fails the run', async () => {
  const { contender } = await listening((number) => (number === 20 ? 409 : 201));
  await expect(runRounds([contender], settings)).rejects.toThrow(/every answer must be 201, but .*"409":1/);
});
