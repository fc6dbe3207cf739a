import { Astrocal, isApiError } from '@astrocal/sdk';

const astrocal = new Astrocal({ apiKey: process.env.KEY, baseUrl: process.env.API });
const event_type_id = process.env.EVENT_TYPE ?? '';

const booking = await astrocal.bookings.create(
  {
    event_type_id,
    start_time: '2030-06-17T10:00:00-04:00',
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
    invitee_timezone: 'America/New_York',
    notes: 'Please call the second number.',
    metadata: { order: '1042', seats: 3 },
  },
  { idempotencyKey: 'order-1042' },
);
console.log(booking.start_time); // 2030-06-17T14:00:00Z

try {
  await astrocal.bookings.create({
    event_type_id,
    start_time: '2030-06-17T14:00:00Z',
    invitee_name: 'Kim Lee',
    invitee_email: 'kim@example.com',
  });
} catch (error) {
  if (!isApiError(error, 'slot_unavailable')) throw error;
  console.log(error.details?.alternatives?.[0]?.start_time); // 2030-06-17T13:00:00Z
}

const moved = await astrocal.bookings.reschedule(
  booking.id,
  { new_start_time: '2030-06-18T10:00:00Z', reason: 'Travelling that day' },
  { token: booking.cancel_token },
);
console.log(moved.revision); // 1

const cancelled = await astrocal.bookings.cancel(booking.id);
console.log(cancelled.status); // cancelled
