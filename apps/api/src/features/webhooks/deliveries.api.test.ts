import { verify } from '@astrocal/webhooks';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { allEvents, useWebhooks } from '../../../test/harness/webhook-scene.ts';
import { attemptNow } from '../../attempts/attempt-now.ts';
import { deliver } from './deliver.ts';
import { forgetDeliveries } from './forget-deliveries.ts';
import { sendToWebhooks } from './reactions.ts';

const scene = useWebhooks();

test('a booking is told as it is, signed, and the delivery shows it', async () => {
  const { receiver, secret, id, deliveries } = await scene.endpoint();
  const { cancel_token, ...booking } = await scene.book();
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(2);
  const messages = receiver.requests.map(({ body, headers }) =>
    verify(body, headers, secret, { now: scene.api.clock.now() }),
  );
  const told = (await scene.org.events()).map((message) => ({
    id: message.id,
    event: message.event,
    created_at: '2026-06-01T08:00:00Z',
    is_test: true,
    data: booking,
  }));
  expect(messages.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(told);
  expect(receiver.requests[0]).toMatchObject({
    method: 'POST',
    url: '/hook',
    headers: { 'content-type': 'application/json', 'user-agent': 'Astrocal/0.0.0-test' },
  });
  const shown = await deliveries();
  expect(shown).toHaveLength(2);
  expect(shown[0]).toEqual({
    id: expect.stringMatching(/^whd_\w{26}$/),
    webhook_endpoint_id: id,
    event_type: shown[0].payload.event,
    payload: told.find((message) => message.id === shown[0].payload.id),
    status: 'success',
    attempts: 1,
    last_attempt_at: '2026-06-01T08:00:00Z',
    response_status_code: 204,
    response_body: '',
    error: null,
    duration_ms: expect.any(Number),
    next_retry_at: null,
    created_at: '2026-06-01T08:00:00Z',
  });
  expect(JSON.stringify([receiver.requests, shown])).not.toContain(cancel_token);
});

test('a moved booking is told with the start that it had', async () => {
  const { receiver } = await scene.endpoint({ events: ['booking.rescheduled'] });
  const booking = await scene.book();
  const answer = await scene.org.call('POST', `/v1/bookings/${booking.id}/reschedule`, {
    new_start_time: booking.start_time.replace('T09', 'T11'),
  });
  expect(answer.status).toBe(200);
  await scene.runDueJobs();
  expect(receiver.requests.map(({ body }) => JSON.parse(body))).toMatchObject([
    { event: 'booking.rescheduled', data: { revision: 1, previous_start_time: booking.start_time } },
  ]);
});

test('an endpoint is told of what it subscribes to, in its organization and its mode', async () => {
  const { own, other } = scene.api;
  const endpoints = {
    cancellations: await scene.endpoint({ events: ['booking.cancelled'] }),
    all: await scene.endpoint(),
    off: await scene.endpoint({ active: false }),
    deleted: await scene.endpoint(),
    live: await scene.endpoint({ key: scene.org.liveKey }),
    ofOthers: await scene.endpoint({ key: other.testKey }),
    ofOthersLive: await scene.endpoint({ key: own.liveKey }),
  };
  await endpoints.deleted.ask('DELETE');
  const { id } = await scene.book();
  await scene.org.call('POST', `/v1/bookings/${id}/cancel`);
  const live = await bookLive();
  await scene.runDueJobs();
  const told = Object.fromEntries(
    Object.entries(endpoints).map(([name, { receiver }]) => [
      name,
      receiver.requests.map(({ body }) => {
        const { event, is_test: isTest, data } = JSON.parse(body);
        return `${event} ${isTest ? 'test' : 'live'} ${data.id === live ? 'live' : 'test'}`;
      }),
    ]),
  );
  for (const list of Object.values(told)) list.sort();
  expect(told).toEqual({
    cancellations: ['booking.cancelled test test'],
    all: ['booking.cancelled test test', 'booking.confirmed test test', 'booking.created test test'],
    off: [],
    deleted: [],
    live: ['booking.confirmed live live', 'booking.created live live'],
    ofOthers: [],
    ofOthersLive: [],
  });
});

/** A booking of the organization's live mode. */
async function bookLive(): Promise<string> {
  const call = (method: string, path: string, body: object) =>
    scene.api.call(method, path, { key: scene.org.liveKey, body });
  const { body: eventType } = await call('POST', '/v1/event-types', {
    title: 'Live',
    slug: 'live',
    duration_minutes: 30,
  });
  await call('PUT', `/v1/event-types/${eventType.id}/availability`, {
    timezone: 'UTC',
    rules: [1, 2, 3, 4, 5].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' })),
  });
  const { body } = await call('POST', '/v1/bookings', {
    event_type_id: eventType.id,
    start_time: '2026-06-02T09:00:00Z',
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  return body.id;
}

test('jobs that run twice, or two at once, send a message once', async () => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  await scene.book();
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(1);
  const { database } = scene.api.deps;
  const [row] = await database.db
    .selectFrom('events')
    .selectAll()
    .where('event', '=', 'booking.created')
    .execute();
  const [message] = await scene.org.events();
  expect(row).toBeDefined();
  const stored = {
    ...message,
    organizationId: scene.org.organizationId,
    isTest: true,
    createdAt: new Date(0),
  };
  await database.inTransaction((tx) => sendToWebhooks(scene.api.deps, tx, [stored]));
  await scene.runDueJobs();
  const [delivery] = await deliveries();
  const again = { organization_id: scene.org.organizationId, id: delivery.id };
  await attemptNow(scene.api.deps, deliver, again);
  expect(await deliveries()).toHaveLength(1);
  expect(receiver.requests).toHaveLength(1);

  const held = Promise.withResolvers<void>();
  receiver.answer = (response) => held.promise.then(() => response.writeHead(204).end());
  await retry(delivery.id);
  const attempts = [1, 2].map(() => attemptNow(scene.api.deps, deliver, again));
  await Promise.race(attempts); // the one that does not send
  held.resolve();
  await Promise.all(attempts);
  expect(receiver.requests).toHaveLength(2);
  scene.api.clock.moveBy(60_000);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(2);
  expect(await deliveries()).toMatchObject([{ status: 'success', attempts: 2 }]);

  async function retry(id: string) {
    const answer = await scene.org.call(
      'POST',
      `/v1/webhooks/${delivery.webhook_endpoint_id}/deliveries/${id}/retry`,
    );
    expect(answer).toMatchObject({ status: 200, body: { status: 'pending', attempts: 1 } });
  }
});

test('an attempt whose worker has died is made by another one', async () => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  await scene.book();
  const dying = {
    ...scene.api.deps,
    outbound: {
      ...scene.api.deps.outbound,
      send: async () => {
        throw new Error('The process is gone.');
      },
    },
  };
  await expect(runDueJobs({ deps: dying, clock: scene.api.clock })).rejects.toThrow('The process is gone.');
  expect(await deliveries()).toMatchObject([{ status: 'pending', attempts: 0 }]);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(0); // it may still be alive
  scene.api.clock.moveBy(20_000);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(1);
  expect(await deliveries()).toMatchObject([{ status: 'success', attempts: 1 }]);
});

test('a delivery is sent again whatever became of it, with the same id and the same bytes', async () => {
  const { receiver, ask, deliveries, secret } = await scene.endpoint({ events: ['booking.created'] });
  await scene.book();
  await scene.runDueJobs();
  const [sent] = await deliveries();
  scene.api.clock.moveBy(3_600_000);
  const retried = await ask('POST', `/deliveries/${sent.id}/retry`);
  expect(retried).toMatchObject({
    status: 200,
    body: { id: sent.id, status: 'pending', attempts: 1, next_retry_at: '2026-06-01T09:00:00Z' },
  });
  await scene.runDueJobs();
  const [first, second] = receiver.requests;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  expect(second?.headers['webhook-timestamp']).not.toBe(first?.headers['webhook-timestamp']);
  verify(second?.body ?? '', second?.headers ?? {}, secret, { now: scene.api.clock.now() });
  expect(await deliveries()).toMatchObject([{ status: 'success', attempts: 2, next_retry_at: null }]);
});

test('the list of deliveries shows those of one status', async () => {
  const { receiver, ask, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  await ask('POST', '/test');
  receiver.answer = (response) => response.writeHead(500).end();
  await ask('POST', '/test');
  await scene.book();
  await scene.runDueJobs();
  const all = await deliveries();
  expect(all.map(({ status }) => status)).toEqual(['pending', 'failed', 'success']);
  for (const delivery of all) expect(await deliveries(`?status=${delivery.status}`)).toEqual([delivery]);
});

test('messages of a time are sent again: those that are subscribed to, with their ids', async () => {
  const late = scene.org;
  await scene.book();
  scene.api.clock.moveBy(3_600_000);
  const second = await scene.book();
  scene.api.clock.moveBy(3_600_000);
  await scene.book();
  const { receiver, ask, deliveries } = await scene.endpoint({
    events: ['booking.created', 'booking.cancelled'],
  });
  const times = { created_after: '2026-06-01T09:00:00Z', created_before: '2026-06-01T10:00:00Z' };
  await scene.runDueJobs();
  receiver.requests.splice(0); // those of the endpoint's own time

  expect(await ask('POST', '/replay', times)).toMatchObject({ status: 200, body: { queued: 1 } });
  await scene.runDueJobs();
  const [, , message] = await late.events();
  expect(message).toMatchObject({ event: 'booking.created', data: { id: second.id } });
  expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([message.id]);
  expect(JSON.parse(receiver.requests[0]?.body ?? '')).toEqual(message);

  const all = { created_after: '2026-01-01T00:00:00Z', created_before: '2027-01-01T00:00:00Z' };
  const before = (await deliveries()).length;
  expect((await ask('POST', '/replay', all)).body).toEqual({ queued: 3 });
  expect((await ask('POST', '/replay', { ...all, event: 'booking.cancelled' })).body).toEqual({ queued: 0 });
  await scene.runDueJobs();
  expect((await deliveries()).length).toBe(before + 3);
  expect(new Set(receiver.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(3);

  for (const [body, path] of [
    [{ ...times, event: 'booking.confirmed' }, 'body.event'],
    [{ created_after: times.created_before, created_before: times.created_after }, 'body.created_before'],
  ] as const)
    expect((await ask('POST', '/replay', body)).body.error.details.issues).toMatchObject([{ path }]);
});

test('a replay of more than a page makes every delivery once', async () => {
  const { ask, deliveries, id } = await scene.endpoint({ events: ['booking.created'] });
  const { db } = scene.api.deps.database;
  await scene.book();
  const [message] = await db
    .selectFrom('events')
    .selectAll()
    .where('organization_id', '=', scene.org.organizationId)
    .where('event', '=', 'booking.created')
    .execute();
  const copies = Array.from({ length: 449 }, (_, number) => ({
    ...message,
    id: `${message?.id.slice(0, -3)}${String(number).padStart(3, '0')}`,
    number: 1000 + number,
    data: JSON.stringify(message?.data),
  }));
  await db
    .insertInto('events')
    .values(copies as never)
    .execute();
  const all = { created_after: '2026-01-01T00:00:00Z', created_before: '2027-01-01T00:00:00Z' };
  expect((await ask('POST', '/replay', all)).body).toEqual({ queued: 450 });
  await scene.runDueJobs();
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select('message_id')
    .where('endpoint_id', '=', id)
    .where('cause', '<>', 'event')
    .execute();
  expect(rows.length).toBe(450);
  expect(new Set(rows.map(({ message_id }) => message_id)).size).toBe(450);
  expect(await deliveries('?status=pending')).toEqual([]);
});

test('a sample is sent at once and answered with its outcome, of every event', async () => {
  const { receiver, ask, secret } = await scene.endpoint({ events: ['booking.cancelled'], active: false });
  for (const event of [undefined, ...allEvents, 'waitlist.promoted', 'waitlist.expired']) {
    const { status, body } = await ask('POST', '/test', event ? { event } : undefined);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { status: 'success', attempts: 1, event_type: event ?? 'booking.created' },
    });
    const request = receiver.requests.at(-1);
    const message = verify(request?.body ?? '', request?.headers ?? {}, secret, {
      now: scene.api.clock.now(),
    });
    expect(message).toEqual(body.payload);
    expect(message.is_test).toBe(true);
    if (event?.startsWith('booking'))
      expect(message.data).toMatchObject({
        organization_id: scene.org.organizationId,
        metadata: { sample: true },
      });
  }
  receiver.answer = (response) => response.writeHead(500).end('no');
  const failed = await ask('POST', '/test');
  expect(failed.body).toMatchObject({ status: 'failed', response_status_code: 500, response_body: 'no' });
  const sent = receiver.requests.length;
  scene.api.clock.moveBy(86_400_000);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(sent); // neither the backstop nor a retry
});

test('a repeated request for a sample sends none', async () => {
  const { receiver, id } = await scene.endpoint();
  const ask = () =>
    scene.api.call('POST', `/v1/webhooks/${id}/test`, {
      key: scene.org.testKey,
      headers: { 'idempotency-key': 'one-sample' },
    });
  const first = await ask();
  const second = await ask();
  expect([first.body.status, second.headers['idempotent-replayed']]).toEqual(['success', 'true']);
  expect(second.body).toMatchObject({ id: first.body.id, status: 'pending' });
  expect(receiver.requests).toHaveLength(1);
});

test('a sample whose request died is sent by a job', async () => {
  const { receiver, ask, deliveries } = await scene.endpoint();
  const { send } = scene.api.deps.outbound;
  Object.assign(scene.api.deps.outbound, { send: () => Promise.reject(new Error('The process is gone.')) });
  expect((await ask('POST', '/test')).status).toBe(500);
  Object.assign(scene.api.deps.outbound, { send });
  scene.api.clock.moveBy(30_000);
  await scene.runDueJobs();
  expect(receiver.requests).toHaveLength(1);
  expect(await deliveries()).toMatchObject([{ status: 'success' }]);
});

test('the summary of usage counts deliveries of its mode', async () => {
  const summary = async (key: string) =>
    (await scene.api.call('GET', '/v1/usage/summary?period=7d', { key })).body.webhooks;
  const { receiver, ask } = await scene.endpoint({ events: ['booking.created'] });
  await scene.book();
  await scene.runDueJobs();
  receiver.answer = (response) => response.writeHead(500).end();
  await ask('POST', '/test');
  await scene.book();
  await scene.runDueJobs();
  expect(await summary(scene.org.testKey)).toEqual({ total_deliveries: 3, successful: 1, failed: 1 });
  expect(await summary(scene.org.liveKey)).toEqual({ total_deliveries: 0, successful: 0, failed: 0 });
});

test('deliveries are forgotten after 30 days', async () => {
  const { ask, deliveries } = await scene.endpoint();
  /** By the clock of the database, which deletes it. */
  const aged = (id: string, age: string) =>
    sql`update webhook_deliveries set created_at = now() - ${age}::interval where id = ${id}`.execute(
      scene.api.deps.database.db,
    );
  const first = (await ask('POST', '/test')).body.id;
  const second = (await ask('POST', '/test')).body.id;
  await aged(first, '719 hours');
  await aged(second, '1 hour');
  await forgetDeliveries(scene.api.deps);
  expect(await deliveries()).toHaveLength(2);
  await aged(first, '721 hours');
  await forgetDeliveries(scene.api.deps);
  expect((await deliveries()).map(({ id }) => id)).toEqual([second]);
});
