import type { Zone } from '@astrocal/scheduling';
import type { Availability, Booking, EventType } from '@astrocal/sdk';
import { z } from 'zod';
import { adviseWaitlist } from '../advise-taken.ts';
import { chooseEventType } from '../choose-event-type.ts';
import { explainError, whenNoBooking } from '../explain-error.ts';
import {
  duration,
  endDate,
  eventTypeId,
  hostAttributes,
  hostId,
  hostWish,
  startDate,
  timezone,
} from '../fields.ts';
import { localIso, sayTime, utc } from '../local-time.ts';
import { type PresentedSlot, presentSlot, slotShape } from '../present.ts';
import { instantNear, readDate, readRange, readZone } from '../read-times.ts';
import { plain, quoted } from '../safe-text.ts';
import { capOf, sayCap } from '../say-cap.ts';
import { cutSlots, saySlots } from '../slot-list.ts';
import { type Context, defineTool, reads } from '../tool.ts';

/** So many taken times are told at most. */
const shownFull = 20;

const input = z.strictObject({
  event_type_id: eventTypeId,
  start_date: startDate,
  end_date: endDate,
  timezone,
  duration,
  host_id: hostId,
  host_attributes: hostAttributes,
  booking_id: z
    .string('must be a text')
    .describe(
      'A booking that is to be moved: lists the times that it can be moved to, for reschedule_booking. It says the event type, and keeps its length and its hosts where they are free.',
    )
    .optional(),
});

const output = {
  available_slots: z.array(slotShape),
  capped: z
    .boolean()
    .describe('True when the limit of bookings for this period is reached: nothing is offered on any date.'),
  cap_resets_at: z
    .string()
    .nullable()
    .describe(
      'UTC: when bookings are taken again after that; null when they never are, or nothing is capped.',
    ),
  event_type: z.object({
    id: z.string(),
    title: z.string(),
    duration_minutes: z.number(),
    timezone: z.string(),
  }),
  waitlist_available: z.boolean().describe('Whether there is something to wait for with join_waitlist.'),
  full_slots: z
    .array(z.object({ start: z.string(), start_local: z.string(), waitlist_position: z.number() }))
    .describe(
      'Where there is a waitlist: times that are taken, with the place in line that a newcomer gets.',
    ),
  next_start_date: z
    .string()
    .nullable()
    .describe('Not null: there are more times; ask again from this date.'),
};
type Found = z.output<z.ZodObject<typeof output>>;

export const checkAvailability = defineTool({
  name: 'check_availability',
  title: 'Check availability',
  description:
    'Lists every bookable time of an event type between two dates, in the person’s time zone. Only times listed here can be booked. To book the first that suits in one call, use find_and_book instead. To move a booking, give its booking_id.',
  input,
  output,
  hints: reads,
  async run(context, args) {
    const days = readDays(context, args);
    const { zone, start, end } = days;
    const { type, booking } = await whatIsAsked(context, args);
    const found = await context.astrocal.availability.list({
      event_type_id: type.id,
      start,
      end,
      timezone: zone.name,
      duration: args.duration,
      ...(booking ? { booking_id: booking.id } : hostWish(args)),
    });
    const minutes = booking?.event_type.duration ?? args.duration ?? type.duration_minutes;
    const data = present(found, { type, minutes, zone });
    const moving = booking && `${booking.id} can be moved to`;
    const told = { zone, days: `${start} to ${end}`, waitlist: adviseWaitlist(type), moving };
    return { zone, text: say(data, { ...told, resetsAt: capOf(found)?.resetsAt }), data };
  },
});

/** The event type and, where one is to be moved, the booking. Throws a Problem, and what the client throws. */
async function whatIsAsked(
  context: Context,
  { booking_id, event_type_id }: z.output<typeof input>,
): Promise<{ type: EventType; booking?: Booking }> {
  if (booking_id === undefined) return { type: await chooseEventType(context, event_type_id) };
  const { astrocal } = context;
  const booking = await astrocal.bookings.get(booking_id).catch((error) => {
    throw explainError(error, { zone: utc, keyAdvice: context.keyAdvice, whenNotFound: whenNoBooking });
  });
  // One that is switched off can still be moved in.
  return { booking, type: await astrocal.eventTypes.get(booking.event_type_id) };
}

function present(
  found: Availability,
  { type, minutes, zone }: { type: EventType; minutes: number; zone: Zone },
): Found {
  const { slots, full_slots = [], waitlist_available } = found;
  const cap = capOf(found);
  const { shown, nextDate } = cutSlots(
    slots.map((slot) => presentSlot(slot, zone)),
    zone,
  );
  return {
    available_slots: [...shown],
    capped: cap !== null,
    cap_resets_at: cap?.resetsAt ?? null,
    event_type: {
      id: type.id,
      title: plain(type.title),
      duration_minutes: minutes,
      timezone: type.timezone,
    },
    waitlist_available: waitlist_available === true,
    full_slots: full_slots.slice(0, shownFull).map(({ start_time, waitlist_position }) => ({
      start: start_time,
      start_local: localIso(zone, Date.parse(start_time)),
      waitlist_position,
    })),
    next_start_date: nextDate,
  };
}

/** The dates and their zone. Throws a Problem at the first that cannot be meant. */
function readDays({ now }: Context, args: z.output<typeof input>) {
  const zone = readZone('timezone', args.timezone, instantNear(args.start_date, now()));
  const start = readDate('start_date', args.start_date, { zone, now: now() });
  const end = readDate('end_date', args.end_date, { zone, now: now() });
  readRange(start, end, zone, now());
  return { zone, start, end };
}

interface Told {
  readonly zone: Zone;
  readonly days: string;
  readonly waitlist: string;
  /** What these times are for, where a booking is to be moved. */
  readonly moving: string | undefined;
  readonly resetsAt: string | null | undefined;
}

function say(
  { available_slots: slots, capped, event_type: type, full_slots: full, next_start_date: next }: Found,
  { zone, days, waitlist, moving, resetsAt }: Told,
): string {
  const what = `${quoted(type.title)} (${type.id}), ${type.duration_minutes} minutes, ${days} in ${zone.name}`;
  const [first] = slots;
  const nothing = capped
    ? `Nothing can be booked of ${what}. ${sayCap(resetsAt, zone)}`
    : `Nothing is free of ${what}. Ask for other dates.`;
  const times = moving ? `Times that ${moving}, of` : 'Bookable times of';
  const sentences = [
    first ? `${times} ${what}:\n${saySlots(slots, zone)}\n${sayHow(first, moving !== undefined)}` : nothing,
    next && `There are more times: call again with start_date ${next}.`,
    full.length > 0 &&
      `Taken, but can be waited for: ${full.map(({ start }) => sayTime(zone, Date.parse(start))).join('; ')}.`,
    (!first || full.length > 0) && !moving && waitlist,
  ];
  return sentences.filter(Boolean).join('\n');
}

function sayHow(first: PresentedSlot, isMoving: boolean): string {
  const utcToo = first.start_local === first.start ? '' : ` (${first.start})`;
  return isMoving
    ? `To move it there, give reschedule_booking a new_start_time with the offset of its day: the first is ${first.start_local}${utcToo}.`
    : `To book, give create_booking a start_time with the offset of its day: the first is ${first.start_local}${utcToo}.`;
}
