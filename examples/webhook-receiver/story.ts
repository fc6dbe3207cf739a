// A receiver of webhooks: it verifies, does each message once, and refuses what is forged. Every claim is asserted.
//
//   API=http://127.0.0.1:3000 KEY=ac_test_… EVENT_TYPE=evt_… DAY=2030-06-19 node_modules/.bin/node examples/webhook-receiver/story.ts
//
// The server must be allowed to reach this machine: start it with ASTROCAL_OUTBOUND_ALLOW=127.0.0.1/32.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { newSecret, signedRequest, type WebhookMessage } from '@astrocal/sdk/webhooks';
import { startReceiver } from './receiver.ts';

const {
  API: api = 'http://127.0.0.1:3000',
  KEY: key,
  EVENT_TYPE: eventTypeId,
  DAY: day = '2030-06-19',
} = process.env;
assert(key && eventTypeId, 'Set KEY to a test key and EVENT_TYPE to the id of an event type.');

interface Booking {
  readonly id: string;
  readonly status: string;
}

const done: WebhookMessage<Booking>[] = [];
let secret = '';
const receiver = await startReceiver(
  () => secret,
  (message) => done.push(message as WebhookMessage<Booking>),
);

async function call<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(api + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert(response.ok, `${method} ${path} answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** The message of that event about that booking, once it has come. */
async function received(event: string, { id }: Booking): Promise<WebhookMessage<Booking>> {
  for (const until = Date.now() + 30_000; Date.now() < until; await pause(20)) {
    const message = done.find((each) => each.event === event && each.data.id === id);
    if (message) return message;
  }
  throw new Error(`${event} of ${id} did not come within 30 s.`);
}

const endpoint = await call<{ id: string; secret: string }>('POST', '/v1/webhooks', {
  url: receiver.url,
  events: ['booking.created', 'booking.confirmed', 'booking.cancelled'],
});
// The answer shows the secret once. A product keeps it with its other secrets.
secret = endpoint.secret;

try {
  const booking = await call<Booking>('POST', '/v1/bookings', {
    event_type_id: eventTypeId,
    start_time: `${day}T09:00:00Z`,
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  const created = await received('booking.created', booking);
  const confirmed = await received('booking.confirmed', booking);
  assert.equal(created.is_test, true, 'an endpoint of a test key is told of test data');
  assert.equal(confirmed.data.status, 'confirmed');
  console.log(`Received and verified booking.created and booking.confirmed of ${booking.id}.`);

  await call('POST', `/v1/bookings/${booking.id}/cancel`);
  const cancelled = await received('booking.cancelled', booking);
  assert.equal(cancelled.data.status, 'cancelled');
  console.log('Cancelled it, and received booking.cancelled.');

  // The same message again, as after an answer that was lost: it is taken, and done once.
  const before = done.length;
  const post = async (request: { headers: object; body: string }) => {
    const answer = await fetch(receiver.url, {
      method: 'POST',
      headers: { ...request.headers },
      body: request.body,
    });
    return { status: answer.status, text: await answer.text() };
  };
  const again = (signedWith: string) =>
    signedRequest({
      id: cancelled.id,
      event: 'booking.cancelled',
      data: cancelled.data,
      secret: signedWith,
      timestamp: Math.floor(Date.now() / 1000),
    });
  assert.deepEqual(await post(again(secret)), { status: 204, text: '' });
  assert.equal(done.length, before);
  console.log('A message that came twice was done once.');

  // Somebody who knows the address, but not the secret; and a genuine request whose body was changed.
  const forged = await post(again(newSecret(randomBytes(32))));
  assert.deepEqual(forged, { status: 400, text: 'no_matching_signature' });
  const genuine = again(secret);
  const changed = await post({ ...genuine, body: genuine.body.replace('cancelled', 'confirmed') });
  assert.deepEqual(changed, { status: 400, text: 'no_matching_signature' });
  assert.equal(done.length, before);
  console.log('Refused a forged request and one that was changed.');
} finally {
  await call('DELETE', `/v1/webhooks/${endpoint.id}`);
  receiver.server.close();
  receiver.server.closeAllConnections();
}
