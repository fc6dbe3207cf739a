import { afterAll, beforeAll, expect, test } from 'vitest';
import { callServer, createRaceWorld, expectStatus, type RaceWorld } from '../harness/race-world.ts';

let world: RaceWorld;
beforeAll(async () => {
  world = await createRaceWorld();
});
afterAll(() => world.close());

/** How long a process may still believe in a key that was revoked in another (docs/authentication.md). */
const believedMs = 1000;

test('a revoked key ends within a second in the other process, which was using it', async () => {
  const made = await world.call(0, 'POST', '/v1/api-keys', { body: { name: 'Leaked' } });
  const { id, key } = expectStatus(201, made).body;
  const use = () => callServer(`${world.servers[1].url}/v1/event-types`, 'GET', key);
  expectStatus(200, await use());
  expectStatus(204, await world.call(0, 'DELETE', `/v1/api-keys/${id}`));

  const revokedAt = performance.now();
  let startedAt: number;
  let status: number;
  do {
    startedAt = performance.now();
    ({ status } = await use());
  } while (status === 200 && startedAt - revokedAt < believedMs);
  expect(status).toBe(401);
});

test('a revoked key ends at once in the process that revoked it and had not seen it', async () => {
  const made = await world.call(0, 'POST', '/v1/api-keys', { body: { name: 'Unused' } });
  const { id, key } = expectStatus(201, made).body;
  expectStatus(204, await world.call(0, 'DELETE', `/v1/api-keys/${id}`));
  expectStatus(401, await callServer(`${world.servers[0].url}/v1/event-types`, 'GET', key));
});
