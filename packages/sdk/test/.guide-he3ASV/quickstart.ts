import { Astrocal } from '@astrocal/sdk';

const astrocal = new Astrocal({ apiKey: process.env.KEY, baseUrl: process.env.API });
const event_type_id = process.env.EVENT_TYPE ?? '';

const { slots } = await astrocal.availability.list({
  event_type_id,
  start: '2030-06-17',
  end: '2030-06-17',
  timezone: 'America/New_York',
});
console.log(slots[0].start_time); // 2030-06-17T09:00:00Z

const booking = await astrocal.bookings.create({
  event_type_id,
  start_time: process.env.TIME ?? '',
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
  invitee_timezone: 'America/New_York',
});
console.log(booking.status); // confirmed

const read = await astrocal.bookings.get(booking.id);
console.log(read.event_type.title); // Test Event

const moved = await astrocal.bookings.reschedule(booking.id, {
  new_start_time: process.env.NEW_TIME ?? '',
});
console.log(moved.status); // rescheduled

const cancelled = await astrocal.bookings.cancel(booking.id, {
  reason: 'Customer requested cancellation',
});
console.log(cancelled.status); // cancelled
