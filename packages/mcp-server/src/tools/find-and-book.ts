import type { Zone } from '@astrocal/scheduling';
import type { Booking, Slot } from '@astrocal/sdk';
import { z } from 'zod';
import { bookFirst } from '../book-once.ts';
import { callIdOf } from '../call-id.ts';
import { chooseEventType } from '../choose-event-type.ts';
import {
  attendees,
  duration,
  endDate,
  eventTypeId,
  hostAttributes,
  hostId,
  hostWish,
  inviteeEmail,
  inviteeName,
  notes,
  startDate,
  timezone,
} from '../fields.ts';
import { findFittingSlots } from '../find-fitting-slots.ts';
import { explainAllTaken, explainNothingFits } from '../nothing-fits.ts';
import { readParty, sizeOf } from '../party.ts';
import { bookingShape, presentBooking, presentSlot, sayBooking, sayStarts, slotShape } from '../present.ts';
import { instantNear, readDate, readRange, readZone } from '../read-times.ts';
import { capOf } from '../say-cap.ts';
import { sayPayment } from '../say-payment.ts';
import { readTimeOfDay } from '../times-of-day.ts';
import { adds, type Context, defineTool } from '../tool.ts';

/** How many starts one call tries when others are faster. */
const maxTries = 10;
const shownAlternatives = 5;

const input = z.strictObject({
  event_type_id: eventTypeId,
  start_date: startDate,
  end_date: endDate,
  timezone,
  preferred_times: z
    .array(z.string('must be a text'), 'must be a list such as ["morning"] or ["09:00-12:00"]')
    .max(20)
    .describe(
      'Times of day that suit, in `timezone`: "morning", "afternoon", "evening", spans such as "09:00-12:00", or starts such as "10:00". Only these are booked. Left out: any time.',
    )
    .optional(),
  invitee_name: inviteeName,
  invitee_email: inviteeEmail,
  duration,
  host_id: hostId,
  host_attributes: hostAttributes,
  notes,
  attendees,
});

export const findAndBook = defineTool({
  name: 'find_and_book',
  title: 'Find a time and book it',
  description:
    'Books the first time that fits, in one call: between two dates, at the preferred times of day. When somebody else is faster it takes the next. Use it when the person has said which days and times suit them; nothing else is ever booked. Calling again with the same arguments within 24 hours books nothing more and gives the same booking.',
  input,
  output: {
    booking: bookingShape,
    message: z.string(),
    other_slots: z
      .array(slotShape)
      .describe('A few other times that would have fitted, should the person prefer one.'),
  },
  hints: adds,
  async run(context, args) {
    const wanted = readWish(context, args);
    const { zone, party } = wanted;
    const type = await chooseEventType(context, args.event_type_id);
    const found = await context.astrocal.availability.list({
      event_type_id: type.id,
      start: wanted.start,
      end: wanted.end,
      timezone: zone.name,
      duration: args.duration,
      ...wanted.host,
    });
    const { fitting, others } = findFittingSlots(found.slots, wanted);
    const body = {
      event_type_id: type.id,
      ...party,
      ...(args.notes !== undefined && { notes: args.notes }),
      ...(args.duration !== undefined && { duration: args.duration }),
      ...wanted.host,
    };
    const callId = callIdOf(['find_and_book', body, wanted.start, wanted.end, zone.name, wanted.timesOfDay]);
    const starts = fitting.slice(0, maxTries).map(({ start_time }) => start_time);
    const booked = await bookFirst(context.astrocal, body, { starts, callId });
    if (booked.booking === null)
      throw booked.refusal === null
        ? await explainNothingFits(context, { type, wanted, others, cap: capOf(found) })
        : explainAllTaken(context, { type, zone, refusal: booked.refusal, more: fitting.length > maxTries });
    return sayBooked(booked.booking, { zone, fitting, repeated: booked.repeated });
  },
});

/** The arguments as they are meant. Throws a Problem at the first that cannot be. */
function readWish({ now }: Context, args: z.output<typeof input>) {
  const zone = readZone('timezone', args.timezone, instantNear(args.start_date, now()));
  const start = readDate('start_date', args.start_date, { zone, now: now() });
  const end = readDate('end_date', args.end_date, { zone, now: now() });
  readRange(start, end, zone, now());
  const party = readParty({ ...args, zoneName: zone.name, at: instantNear(start, now()) });
  const timesOfDay = (args.preferred_times ?? []).map(readTimeOfDay);
  const host = hostWish(args);
  return { zone, start, end, party, partySize: sizeOf(party), timesOfDay, duration: args.duration, host };
}

function sayBooked(
  booking: Booking,
  { zone, fitting, repeated }: { zone: Zone; fitting: readonly Slot[]; repeated: boolean },
) {
  const others = fitting
    .filter(({ start_time }) => start_time !== booking.start_time)
    .slice(0, shownAlternatives)
    .map((slot) => presentSlot(slot, zone));
  const what = repeated ? 'Already booked by this same call' : 'Booked';
  const message = `${what}: ${sayBooking(booking, zone)}.${sayPayment(booking, zone)}`;
  const starts = others.map(({ start }) => ({ start_time: start }));
  const elsewhere =
    others.length === 0
      ? ''
      : `\nShould the person prefer another time, move it with reschedule_booking:\n${sayStarts(starts, zone)}`;
  return {
    zone,
    text: message + elsewhere,
    data: { booking: presentBooking(booking, zone), message, other_slots: others },
  };
}
