// A backend that books: it finds a time, books it, survives a broken connection, and takes an alternative when
// somebody else was faster. Every claim is asserted.
//
//   API=http://127.0.0.1:3000 KEY=ac_test_… EVENT_TYPE=evt_… DAY=2030-06-17 node book.mjs

import assert from 'node:assert/strict';
import { bookOrAlternative, call, findSlots } from './astrocal.mjs';

const {
  API: url = 'http://127.0.0.1:3000',
  KEY: key,
  EVENT_TYPE: eventTypeId,
  DAY: day = '2030-06-17',
} = process.env;
assert(key && eventTypeId, 'Set KEY to a test key and EVENT_TYPE to the id of an event type.');
const client = { url, key };
const invitee = {
  event_type_id: eventTypeId,
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
};
const find = () => findSlots(client, { eventTypeId, start: day, end: day, timezone: 'UTC' });

const [first, second] = await find();
assert(first && second, `There are no free times on ${day}.`);
console.log(`Free: ${first.start_time}, ${second.start_time}, …`);

// The first answer is lost on the way. The retry gets it again; there is one booking.
let isLost = false;
const unreliable = async (...request) => {
  const response = await fetch(...request);
  if (isLost) return response;
  isLost = true;
  throw new TypeError('The connection broke.');
};
const booking = await call({ ...client, fetch: unreliable }, 'POST', '/v1/bookings', {
  body: { ...invitee, start_time: first.start_time, metadata: { order: '1042' } },
  idempotencyKey: 'order-1042',
});
assert.equal(booking.status, 'confirmed');
assert.equal(booking.replayed, true, 'the answer is that of the request whose answer was lost');
const { data: ofOrder } = await call(client, 'GET', '/v1/bookings?status=confirmed&metadata[order]=1042');
assert.deepEqual(
  ofOrder.map(({ id }) => id),
  [booking.id],
);
console.log(`Booked ${booking.id} once, although its first answer was lost.`);

// Somebody else wants the same time. The answer has free times near it, and one of them is taken instead.
const other = await bookOrAlternative(client, {
  ...invitee,
  orderId: 'order-1043',
  start_time: first.start_time,
  accepts: ({ start_time }) => start_time.startsWith(day),
});
assert.equal(other.status, 'confirmed');
assert.notEqual(other.start_time, first.start_time);
console.log(`${first.start_time} was taken, so ${other.id} is at ${other.start_time}.`);

// Neither time is offered any more; once cancelled, both are.
const taken = [booking, other].map(({ start_time }) => start_time);
const starts = async () => new Set((await find()).map(({ start_time }) => start_time));
const offered = await starts();
assert(taken.every((start) => !offered.has(start)));
for (const { id } of [booking, other]) await call(client, 'POST', `/v1/bookings/${id}/cancel`);
const offeredAgain = await starts();
assert(taken.every((start) => offeredAgain.has(start)));
console.log('Cancelled both; their times are free again.');
