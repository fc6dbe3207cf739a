import { verify } from '@astrocal/webhooks';
import { afterEach, expect, test } from 'vitest';
import { useOrganization } from '../../../test/harness/organization.ts';
import { createReceiver } from '../../../test/harness/receiver.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const scene = useOrganization();
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

const allEvents = ['booking.created', 'booking.confirmed', 'booking.rescheduled', 'booking.cancelled'];

/** A receiver, an endpoint that leads to it, and what the endpoint shows of its deliveries. */
async function endpoint(events: readonly string[] = allEvents, key = scene.org.testKey) {
  const receiver = await createReceiver();
  cleanUp.push(receiver.close);
  const { status, body } = await scene.api.call('POST', '/v1/webhooks', {
    key,
    body: { url: receiver.url, events },
  });
  expect({ status, body }).toMatchObject({ status: 201 });
  const path = `/v1/webhooks/${body.id}`;
  const ask = async (method: string, rest = '', sent?: object) =>
    scene.api.call(method, `${path}${rest}`, { key, ...(sent && { body: sent }) });
  return {
    receiver,
    ...(body as { id: string; secret: string }),
    ask,
    deliveries: async (query = '') => (await ask('GET', `/deliveries${query}`)).body.data,
  };
}

test('a booking is told as it is, signed, and the delivery shows it', async () => {
  const { receiver, secret, id, deliveries } = await endpoint();
  const eventType = await scene.org.eventType();
  const { cancel_token, ...booking } = await scene.org.booked(eventType.id, '2026-06-02T09:00:00Z');
  await runDueJobs(scene.api);
  expect(receiver.requests).toHaveLength(2);
  const messages = receiver.requests.map(({ body, headers }) =>
    verify(body, headers, secret, { now: scene.api.clock.now() }),
  );
  expect(new Set(messages)).toEqual(
    new Set(
      (await scene.org.events()).map((message) => ({
        id: message.id,
        event: message.event,
        created_at: '2026-06-01T08:00:00Z',
        is_test: true,
        data: booking,
      })),
    ),
  );
  expect(receiver.requests[0]).toMatchObject({
    method: 'POST',
    url: '/hook',
    headers: { 'content-type': 'application/json', 'user-agent': 'Astrocal/0.0.0-test' },
  });
  const shown = await deliveries();
  expect(shown).toHaveLength(2);
  expect(shown[1]).toEqual({
    id: expect.stringMatching(/^whd_\w{26}$/),
    webhook_endpoint_id: id,
    event_type: shown[1].payload.event,
    payload: messages.find(({ id }) => id === shown[1].payload.id),
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
