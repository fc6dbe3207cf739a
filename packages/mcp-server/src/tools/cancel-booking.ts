import { z } from 'zod';
import { bookingId, reason } from '../fields.ts';
import { bookingShape, presentBooking, sayBooking, zoneOf } from '../present.ts';
import { dataMark } from '../safe-text.ts';
import { changes, defineTool } from '../tool.ts';

export const cancelBooking = defineTool({
  name: 'cancel_booking',
  title: 'Cancel a booking',
  description:
    'Cancels a booking for good and frees its time; host and invitee are told by mail. Make sure that the person means this booking. To change the time, use reschedule_booking instead. Cancelling again changes nothing.',
  input: z.strictObject({ booking_id: bookingId, reason }),
  output: { booking: bookingShape, message: z.string() },
  hints: changes,
  async run({ astrocal }, { booking_id, reason: why }) {
    const booking = await astrocal.bookings.cancel(booking_id, why === undefined ? {} : { reason: why });
    const message = `Cancelled ${sayBooking(booking)}. Its time is free again.`;
    return {
      zone: zoneOf(booking.invitee_timezone),
      text: `${message} ${dataMark}`,
      data: { booking: presentBooking(booking), message },
    };
  },
});
