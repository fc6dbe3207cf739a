import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { type TestApi, testStart } from '../harness/api.ts';
import { useWebhooks } from '../harness/webhook-scene.ts';

// Real workers, by the real clock: what is asserted is an order of events, and no time.
const scene = useWebhooks();
const hangs = new Set<() => void>();

beforeAll(async () => {
  const { deps } = scene.api as TestApi;
  const queue = deps.queue as unknown as { startWorkers(deps: unknown): Promise<void> };
  await queue.startWorkers({ ...deps, clock: { now: () => systemClock.now() } });
});
afterAll(() => {
  for (const end of hangs) end();
});

test('endpoints that hang keep nobody else from their messages', async () => {
  expect(scene.api.clock.now()).toBe(Date.parse(testStart));
  const hanging = await Promise.all(Array.from({ length: 3 }, () => scene.endpoint()));
  for (const { receiver } of hanging)
    receiver.answer = (response) => {
      hangs.add(() => response.writeHead(500).end());
    };
  const healthy = await scene.endpoint();
  const bookings = 12;
  for (let count = 0; count < bookings; count++) await scene.book();
  await expect
    .poll(() => healthy.receiver.requests.length, { timeout: 12_000, interval: 20 })
    .toBe(2 * bookings);
  // The premise: the others were asked before, and none of them has answered; each holds its share and no more.
  for (const { receiver, deliveries } of hanging) {
    expect(receiver.requests.length).toBeGreaterThan(0);
    expect(receiver.requests.length).toBeLessThan(2 * bookings);
    expect(new Set((await deliveries('?limit=100')).map(({ attempts }) => attempts))).toEqual(new Set([0]));
  }
});
