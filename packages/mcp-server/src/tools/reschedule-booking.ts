import { z } from 'zod';
import { explainError, whenNoBooking } from '../explain-error.ts';
import { bookingId, oneOf, reason, required } from '../fields.ts';
import { bookingShape, presentBooking, sayBooking, wireTime, zoneOf } from '../present.ts';
import { readInstant } from '../read-times.ts';
import { dataMark } from '../safe-text.ts';
import { changes, defineTool } from '../tool.ts';

export const rescheduleBooking = defineTool({
  name: 'reschedule_booking',
  title: 'Move a booking',
  description:
    'Moves a booking to another start time, which check_availability has listed for its booking_id; id and length stay, and host and invitee are told by mail. When the time is taken, the booking stays where it is and the answer lists the nearest free times.',
  input: z.strictObject({
    booking_id: bookingId,
    new_start_time: required(
      'When the meeting shall start: an ISO 8601 date and time with a UTC offset, such as 2026-06-16T14:00:00Z.',
    ),
    host: oneOf(
      ['keep', 'any'],
      'keep: those who hold it now, or the booking stays; any: whose turn it is. Left out: those who hold it now where they are free.',
    ),
    reason,
  }),
  output: { booking: bookingShape, message: z.string() },
  hints: changes,
  async run({ astrocal, keyAdvice }, { booking_id, new_start_time, host, reason: why }) {
    const before = await astrocal.bookings.get(booking_id);
    const zone = zoneOf(before.invitee_timezone);
    const start = readInstant('new_start_time', new_start_time, zone);
    try {
      const booking = await astrocal.bookings.reschedule(booking_id, {
        new_start_time: wireTime(start),
        ...(host !== undefined && { host }),
        ...(why !== undefined && { reason: why }),
      });
      const stays = Date.parse(before.start_time) === start;
      const message = `${stays ? 'It is at this time already' : 'Moved'}: ${sayBooking(booking)}.`;
      return { zone, text: `${message} ${dataMark}`, data: { booking: presentBooking(booking), message } };
    } catch (error) {
      throw explainError(error, {
        zone,
        keyAdvice,
        whenNotFound: whenNoBooking,
        whenTaken:
          'The booking is where it was. Ask the person which one suits, then call reschedule_booking again with that new_start_time.',
      });
    }
  },
});
