import { Astrocal, isApiError } from '@astrocal/sdk';

const astrocal = new Astrocal({ apiKey: process.env.KEY, baseUrl: process.env.API });
const event_type_id = process.env.EVENT_TYPE ?? '';

const { slots } = await astrocal.availability.list({
  event_type_id,
  start: '2030-06-17',
  end: '2030-06-17',
  timezone: 'America/New_York',
});

try {
  const booking = await astrocal.bookings.create({
    event_type_id,
    start_time: slots[0].start_time,
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
  });
  console.log(booking.status); // confirmed
} catch (error) {
  if (!isApiError(error, 'slot_unavailable')) throw error;
  console.log('Taken just now. Free are:', error.details?.alternatives);
}

for await (const { start_time } of astrocal.bookings.list()) {
  console.log(start_time); // 2030-06-17T09:00:00Z
}
