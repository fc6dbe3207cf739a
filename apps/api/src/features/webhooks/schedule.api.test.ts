import { describe, expect, test } from 'vitest';
import { allEvents, useWebhooks } from '../../../test/harness/webhook-scene.ts';
import { deliverySchedule } from './rules.ts';

const scene = useWebhooks();
const seconds = 1_000;
const hours = 3_600 * seconds;
const days = 24 * hours;

/** When the delivery is tried again, from now. */
const waitOf = ({ next_retry_at }: { next_retry_at: string }) =>
  Date.parse(next_retry_at) - scene.api.clock.now();

test('ten attempts are made at the times of the contract, with the same bytes, then the delivery has failed', async () => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  receiver.answer = (response) => response.writeHead(503).end('later');
  await scene.book();
  await scene.runDueJobs();
  for (const [made, delay] of deliverySchedule.delaysMs.entries()) {
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({
      status: 'pending',
      attempts: made + 1,
      last_attempt_at: `${new Date(scene.api.clock.now()).toISOString().slice(0, -5)}Z`,
      response_status_code: 503,
      response_body: 'later',
      error: null,
    });
    const wait = waitOf(delivery);
    expect(wait).toBeGreaterThanOrEqual(delay * 0.9 - seconds); // whole seconds are shown
    expect(wait).toBeLessThanOrEqual(delay * 1.1);
    scene.api.clock.moveBy(wait - seconds);
    await scene.runDueJobs();
    expect(receiver.requests).toHaveLength(made + 1);
    scene.api.clock.moveBy(2 * seconds);
    await scene.runDueJobs();
    expect(receiver.requests).toHaveLength(made + 2);
  }
  expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: 10, next_retry_at: null }]);
  expect(new Set(receiver.requests.map(({ body }) => body)).size).toBe(1);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  const times = receiver.requests.map(({ headers }) => headers['webhook-timestamp']);
  expect(new Set(times).size).toBe(10);
  scene.api.clock.moveBy(30 * days);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(10);
});

test('what failed ten times begins anew when somebody asks for it', async () => {
  const { receiver, ask, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  receiver.answer = (response) => response.writeHead(500).end();
  await scene.book();
  await scene.runDueJobs();
  for (let [delivery] = await deliveries(); delivery.status === 'pending'; [delivery] = await deliveries()) {
    scene.api.clock.moveBy(waitOf(delivery) + seconds);
    await scene.runDueJobs();
  }
  const [delivery] = await deliveries();
  expect(delivery).toMatchObject({ status: 'failed', attempts: 10 });
  await ask('POST', `/deliveries/${delivery.id}/retry`);
  await scene.runDueJobs();
  const [again] = await deliveries();
  expect(again).toMatchObject({ status: 'pending', attempts: 11 });
  expect(waitOf(again)).toBeLessThanOrEqual(6 * seconds);
  receiver.answer = (response) => response.writeHead(200).end('thanks');
  scene.api.clock.moveBy(6 * seconds);
  await scene.runDueJobs();
  expect(await deliveries()).toMatchObject([
    { status: 'success', attempts: 12, response_body: 'thanks', response_status_code: 200 },
  ]);
});

test('asking for a pending delivery sends it now, and not once more at its time', async () => {
  const { receiver, ask, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  receiver.answer = (response) => response.writeHead(500).end();
  await scene.book();
  await scene.runDueJobs();
  const [delivery] = await deliveries();
  receiver.answer = (response) => response.writeHead(204).end();
  await ask('POST', `/deliveries/${delivery.id}/retry`);
  await scene.runDueJobs();
  expect(await deliveries()).toMatchObject([{ status: 'success', attempts: 2 }]);
  scene.api.clock.moveBy(days);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(2);
});

test.each([
  ['in seconds', () => '120', 120 * seconds],
  ['as a date', () => new Date(scene.api.clock.now() + 2 * hours).toUTCString(), 2 * hours],
  ['as far away as a year', () => '31536000', days],
])('a receiver is given the time that it asks for: %s', async (_form, header, expected) => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  receiver.answer = (response) => response.writeHead(429, { 'retry-after': header() }).end();
  await scene.book();
  await scene.runDueJobs();
  const [delivery] = await deliveries();
  expect(delivery).toMatchObject({ status: 'pending', response_status_code: 429 });
  expect(waitOf(delivery)).toBe(expected);
});

describe('an endpoint that is gone', () => {
  test('is switched off by 410, and its owner is told', async () => {
    const { receiver, id, deliveries, now } = await scene.endpoint({ events: ['booking.created'] });
    receiver.answer = (response) => response.writeHead(410).end();
    await scene.book();
    const ran = await scene.runDueJobs();
    expect(await now()).toMatchObject({ id, active: false, disabled_reason: 'gone' });
    expect(await deliveries()).toMatchObject([{ status: 'failed', attempts: 1, response_status_code: 410 }]);
    expect(ran).toContain('notifications.webhook-disabled');
    await scene.book();
    await scene.runDueJobs();
    expect(receiver.requests).toHaveLength(1);
  });
});

describe('an endpoint that only fails', () => {
  /** Books every day for so many days, and runs what is due every hour or so. */
  async function live(forDays: number): Promise<void> {
    for (let day = 0; day < forDays; day++) {
      await scene.book();
      for (let step = 0; step < 4; step++) {
        await scene.runDueJobs();
        scene.api.clock.moveBy(6 * hours);
      }
    }
  }

  const mails = () =>
    scene.api.deps.database.db
      .selectFrom('mails')
      .selectAll()
      .where('organization_id', '=', scene.org.organizationId)
      .where('kind', '=', 'webhook_disabled')
      .execute();

  test('is switched off after five days, its owner is told once, and it comes back as it was', async () => {
    const { receiver, id, secret, now, ask, deliveries } = await scene.endpoint({ events: allEvents });
    receiver.answer = (response) => response.writeHead(500).end();
    await live(4);
    expect(await now()).toMatchObject({ active: true, disabled_reason: null });
    expect(await mails()).toEqual([]);
    await live(2);
    expect(await now()).toMatchObject({ id, active: false, disabled_reason: 'failing' });
    expect(await mails()).toMatchObject([{ recipient_role: 'owner' }]);

    const history = (await deliveries('?limit=100')).length;
    const asked = receiver.requests.length;
    await scene.book();
    scene.api.clock.moveBy(3 * days);
    await scene.runDueJobs();
    expect(receiver.requests).toHaveLength(asked);
    const ended = await deliveries('?limit=100');
    expect(ended).toHaveLength(history);
    expect(new Set(ended.map(({ status }) => status))).toEqual(new Set(['failed']));
    expect(new Set(ended.map(({ error }) => error))).toContain('The endpoint is switched off.');

    receiver.answer = (response) => response.writeHead(204).end();
    for (const path of ['/replay', `/deliveries/${ended[0].id}/retry`]) {
      const times = { created_after: '2026-06-01T00:00:00Z', created_before: '2026-07-01T00:00:00Z' };
      const refused = await ask('POST', path, path === '/replay' ? times : undefined);
      expect(refused).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    }
    expect((await ask('PATCH', '', { active: true })).body).toMatchObject({
      id,
      active: true,
      disabled_reason: null,
    });
    expect(await deliveries('?limit=100')).toEqual(ended);
    await ask('POST', '/replay', {
      created_after: '2026-06-01T00:00:00Z',
      created_before: '2026-07-01T00:00:00Z',
    });
    await scene.runDueJobs();
    const told = new Set(receiver.requests.slice(asked).map(({ headers }) => headers['webhook-id']));
    expect(told).toEqual(new Set((await scene.org.events()).map((message) => message.id)));
    expect(secret).toMatch(/^whsec_/);
  });

  test('stays while one message arrives now and then', async () => {
    const { receiver, now } = await scene.endpoint({ events: ['booking.created'] });
    let asked = 0;
    receiver.answer = (response) => response.writeHead(asked++ % 20 === 19 ? 204 : 500).end();
    await live(8);
    expect(asked).toBeGreaterThan(20);
    expect(await now()).toMatchObject({ active: true });
  });

  test('is not switched off by samples', async () => {
    const { receiver, now, ask } = await scene.endpoint();
    receiver.answer = (response) => response.writeHead(500).end();
    for (let day = 0; day < 7; day++) {
      for (let time = 0; time < 3; time++) await ask('POST', '/test');
      scene.api.clock.moveBy(days);
    }
    expect(receiver.requests).toHaveLength(21);
    expect(await now()).toMatchObject({ active: true });
  });
});

test('what waits for an endpoint that was switched off for a while arrives after it is on again', async () => {
  const { receiver, ask, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  receiver.answer = (response) => response.writeHead(500).end();
  await scene.book();
  await scene.runDueJobs();
  await ask('PATCH', '', { active: false });
  await ask('PATCH', '', { active: true });
  receiver.answer = (response) => response.writeHead(204).end();
  scene.api.clock.moveBy(6 * seconds);
  await scene.runDueJobs();
  expect(await deliveries()).toMatchObject([{ status: 'success', attempts: 2 }]);
});

test('nothing is sent to an endpoint that was deleted', async () => {
  const { receiver, ask, id } = await scene.endpoint({ events: ['booking.created'] });
  receiver.answer = (response) => response.writeHead(500).end();
  await scene.book();
  await scene.runDueJobs();
  await ask('DELETE');
  scene.api.clock.moveBy(days);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(1);
  expect((await ask('GET', '/deliveries')).status).toBe(404);
  const { db } = scene.api.deps.database;
  const kept = db.selectFrom('webhook_deliveries').select(['status', 'error']).where('endpoint_id', '=', id);
  expect(await kept.execute()).toEqual([{ status: 'failed', error: 'The endpoint was deleted.' }]);
});
