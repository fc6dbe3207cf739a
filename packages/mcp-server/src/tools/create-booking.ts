import { isApiError } from '@astrocal/sdk';
import { z } from 'zod';
import { adviseWaitlist, findOwnBooking, sayOwnBooking } from '../advise-taken.ts';
import { bookOnce } from '../book-once.ts';
import { callIdOf } from '../call-id.ts';
import { chooseEventType } from '../choose-event-type.ts';
import { explainError } from '../explain-error.ts';
import {
  attendees,
  duration,
  eventTypeId,
  hostAttributes,
  hostId,
  hostWish,
  inviteeEmail,
  inviteeName,
  inviteeTimezone,
  notes,
  required,
} from '../fields.ts';
import { emailOf, readParty } from '../party.ts';
import { bookingShape, presentBooking, sayBooking, wireTime } from '../present.ts';
import { ToolProblem } from '../problem.ts';
import { instantNear, readInstant, readZone } from '../read-times.ts';
import { sayPayment } from '../say-payment.ts';
import { adds, defineTool } from '../tool.ts';

export const createBooking = defineTool({
  name: 'create_booking',
  title: 'Create a booking',
  description:
    'Books one start time, which check_availability has listed. Confirm time, name and e-mail address with the person first: the host and the invitee are told by mail. Calling again with the same arguments within 24 hours books nothing more and gives the same booking. When the time is taken, the answer lists the nearest free ones.',
  input: z.strictObject({
    event_type_id: eventTypeId,
    start_time: required(
      'When the meeting starts: an ISO 8601 date and time with a UTC offset, such as 2026-06-15T14:00:00Z or 2026-06-15T10:00:00-04:00.',
    ),
    invitee_name: inviteeName,
    invitee_email: inviteeEmail,
    invitee_timezone: inviteeTimezone.default('UTC'),
    duration,
    host_id: hostId,
    host_attributes: hostAttributes,
    notes,
    attendees,
  }),
  output: { booking: bookingShape, message: z.string() },
  hints: adds,
  async run(context, args) {
    const { astrocal, keyAdvice } = context;
    const at = instantNear(args.start_time, context.now());
    const zone = readZone('invitee_timezone', args.invitee_timezone, at);
    const start = readInstant('start_time', args.start_time, zone);
    const party = readParty({ ...args, zoneName: zone.name, at });
    const type = await chooseEventType(context, args.event_type_id);
    const body = {
      event_type_id: type.id,
      start_time: wireTime(start),
      ...party,
      ...(args.notes !== undefined && { notes: args.notes }),
      ...(args.duration !== undefined && { duration: args.duration }),
      ...hostWish(args),
    };
    try {
      const booking = await bookOnce(astrocal, body, callIdOf(['create_booking', body]));
      const message = `Booked ${sayBooking(booking, zone)}.${sayPayment(booking, zone)}`;
      return { zone, text: message, data: { booking: presentBooking(booking, zone), message } };
    } catch (error) {
      if (isApiError(error, 'slot_unavailable')) {
        const own = await findOwnBooking(context, { eventTypeId: type.id, email: emailOf(party), start });
        if (own) throw new ToolProblem(sayOwnBooking(own), { code: error.code, reason: 'already_booked' });
      }
      throw explainError(error, {
        zone,
        keyAdvice,
        whenTaken: 'Ask the person which one suits, then call create_booking again with that start_time.',
        waitlist: adviseWaitlist(type),
      });
    }
  },
});
