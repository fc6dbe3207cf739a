import type { PlanName } from '@astrocal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../harness/api.ts';
import { limitedServer, statusCounts } from '../harness/limited-api.ts';
import { createTestOrganization } from '../harness/organization.ts';
import { type RaceServer, startRaceServer } from '../harness/race-servers.ts';
import { callServer } from '../harness/race-world.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

/** Two processes, and a key that nobody has used. */
async function twoProcesses(plan: PlanName) {
  const { testKey } = await createTestOrganization(api);
  const start = () => startRaceServer(api.test.url ?? '', api.clock.now(), plan);
  const servers = await Promise.all([start(), start()]);
  return {
    testKey,
    servers,
    /** Sends `count` requests to both in turn, `width` at a time. */
    async ask(count: number, width: number, to: readonly RaceServer[] = servers): Promise<TestAnswer[]> {
      const answers: TestAnswer[] = [];
      let next = 0;
      const worker = async () => {
        while (next < count) {
          const { url } = to[next++ % to.length] as RaceServer;
          answers.push(await callServer(`${url}/v1/event-types?limit=1`, 'GET', testKey));
        }
      };
      await Promise.all(Array.from({ length: width }, worker));
      return answers;
    },
  };
}

const passed = (answers: readonly TestAnswer[]) => statusCounts(answers)[200] ?? 0;

describe('two processes and one key', () => {
  test('of the plan Free: of 100 racing requests exactly 30 pass, minute after minute', async () => {
    const { ask, servers } = await twoProcesses('free');
    for (let minute = 0; minute < 3; minute++) {
      for (const server of servers) await server.tell({ now: api.clock.now() + minute * 60_000 });
      expect(statusCounts(await ask(100, 100))).toEqual({ 200: 30, 429: 70 });
    }
    await Promise.all(servers.map((server) => server.stop()));
  });

  test('of the plan Scale: never more than the limit, and all of it but what they hold', {
    timeout: 120_000,
  }, async () => {
    const { ask, servers } = await twoProcesses('scale');
    const answers = await ask(5_400, 64);
    expect(Object.keys(statusCounts(answers))).toEqual(['200', '429']);
    const sum = passed(answers);
    expect(sum).toBeLessThanOrEqual(5_000);
    // Each holds at most the share that it spends from and the one that it took ahead.
    expect(sum).toBeGreaterThanOrEqual(5_000 - 2 * 2 * 100);
    await Promise.all(servers.map((server) => server.stop()));
  });

  test('a process that stops gives back what it holds; one that is killed takes it along', async () => {
    const { ask, servers, testKey } = await twoProcesses('grow');
    const [stopping, killed] = servers as [RaceServer, RaceServer];
    expect(passed(await ask(1, 1, [stopping]))).toBe(1);
    expect(passed(await ask(1, 1, [killed]))).toBe(1);
    await stopping.stop();
    await killed.kill();
    const last = await limitedServer(api, { plan: 'grow' });
    const answers = [];
    for (let i = 0; i < 500; i++) answers.push(await last.call('GET', '/v1/event-types', { key: testKey }));
    // Of the killed one's share of ten, one was spent.
    expect(passed(answers)).toBe(500 - 1 - 10);
    await last.server.close();
  });
});
