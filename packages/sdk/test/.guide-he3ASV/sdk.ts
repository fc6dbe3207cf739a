import { Astrocal } from '@astrocal/sdk';

const baseUrl = process.env.API; // http://127.0.0.1:3000 unless told
const astrocal = new Astrocal({ apiKey: process.env.KEY, baseUrl });
const event_type_id = process.env.EVENT_TYPE ?? '';

const { slots } = await astrocal.availability.list({
  event_type_id,
  start: '2030-06-17',
  end: '2030-06-17',
  timezone: 'America/New_York',
});
const booking = await astrocal.bookings.create({
  event_type_id,
  start_time: slots[0].start_time,
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
});
console.log(booking.status, booking.start_time); // confirmed 2030-06-17T09:00:00Z

import { isApiError } from '@astrocal/sdk';

try {
  await astrocal.bookings.create({
    event_type_id,
    start_time: booking.start_time,
    invitee_name: 'Kim Lee',
    invitee_email: 'kim@example.com',
  });
} catch (error) {
  if (!isApiError(error, 'slot_unavailable')) throw error;
  console.log(error.details?.reason); // booked
  console.log(error.details?.alternatives?.[0]?.start_time); // 2030-06-17T09:30:00Z
}

const order = { event_type_id, invitee_name: 'Kim Lee', invitee_email: 'kim@example.com' };
const once = { idempotencyKey: 'order-4711' };
const first = await astrocal.bookings.create({ ...order, start_time: '2030-06-18T09:00:00Z' }, once);
const again = await astrocal.bookings.create({ ...order, start_time: '2030-06-18T09:00:00Z' }, once);
console.log(again.id === first.id); // true

const signal = AbortSignal.timeout(60_000); // for the call as a whole
const read = await astrocal.bookings.get(booking.id, { timeoutMs: 5_000, maxRetries: 0, signal });
console.log(read.id === booking.id); // true

const page = await astrocal.bookings.list({ invitee_email: 'kim@example.com', limit: 10 });
console.log(page.data.length, page.has_more); // 1 false

for await (const { start_time } of astrocal.bookings.list({ status: 'confirmed' })) {
  console.log(start_time);
} // 2030-06-18T09:00:00Z, then 2030-06-17T09:00:00Z

const invitee = new Astrocal({ baseUrl });
const token = booking.cancel_token;
const moved = await invitee.bookings.reschedule(
  booking.id,
  { new_start_time: '2030-06-19T09:00:00Z' },
  { token },
);
console.log(moved.status); // rescheduled
const cancelled = await invitee.bookings.cancel(booking.id, { reason: 'Travelling' }, { token });
console.log(cancelled.status); // cancelled

import { verify, WebhookVerificationError } from '@astrocal/sdk/webhooks';

const secret = process.env.WEBHOOK_SECRET ?? ''; // whsec_…

export async function receive(request: Request): Promise<Response> {
  try {
    const message = verify(await request.text(), request.headers, secret);
    if (message.event === 'booking.cancelled') console.log(message.data.cancel_reason); // Travelling
    return new Response(null, { status: 204 });
  } catch (error) {
    if (error instanceof WebhookVerificationError) return new Response(error.message, { status: 400 });
    throw error;
  }
}

import { signedRequest } from '@astrocal/sdk/webhooks';

const sample = signedRequest({
  secret,
  event: 'booking.cancelled',
  data: cancelled,
  id: 'msg_1',
  timestamp: Math.floor(Date.now() / 1000),
});
const address = 'https://example.com/webhooks/astrocal';
const answer = await receive(new Request(address, { method: 'POST', body: sample.body, headers: { ...sample.headers } }));
console.log(answer.status); // 204

const worker = {
  async fetch(request: Request): Promise<Response> {
    const start = new URL(request.url).searchParams.get('day') ?? '';
    const { slots } = await astrocal.availability.list({ event_type_id, start, end: start });
    return Response.json(slots.length, { headers: { 'cache-control': 'public, max-age=15' } });
  },
};
console.log(await (await worker.fetch(new Request('https://example.com/?day=2030-06-20'))).json()); // 16

const offline = new Astrocal({ fetch: async () => Response.json({ slots: [] }) });
const nothing = await offline.availability.list({ event_type_id, start: '2030-06-17', end: '2030-06-17' });
console.log(nothing.slots.length); // 0
