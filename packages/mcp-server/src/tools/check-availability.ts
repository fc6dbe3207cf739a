import type { Zone } from '@astrocal/scheduling';
import { z } from 'zod';
import { adviseWaitlist } from '../advise-taken.ts';
import { chooseEventType } from '../choose-event-type.ts';
import { duration, endDate, eventTypeId, startDate, timezone } from '../fields.ts';
import { localIso, sayTime } from '../local-time.ts';
import { type PresentedSlot, presentSlot, slotShape } from '../present.ts';
import { instantNear, readDate, readRange, readZone } from '../read-times.ts';
import { plain, quoted } from '../safe-text.ts';
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
});

const output = {
  available_slots: z.array(slotShape),
  capped: z.boolean().describe('True when no more bookings are taken in this period, so nothing is offered.'),
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
    'Lists every bookable time of an event type between two dates, in the person’s time zone. Only times listed here can be booked. To book the first that suits in one call, use find_and_book instead.',
  input,
  output,
  hints: reads,
  async run(context, args) {
    const { zone, start, end } = readDays(context, args);
    const type = await chooseEventType(context, args.event_type_id);
    const { slots, full_slots, capped, waitlist_available } = await context.astrocal.availability.list({
      event_type_id: type.id,
      start,
      end,
      timezone: zone.name,
      duration: args.duration,
    });
    const { shown, nextDate } = cutSlots(
      slots.map((slot) => presentSlot(slot, zone)),
      zone,
    );
    const data = {
      available_slots: [...shown],
      capped: capped === true,
      event_type: {
        id: type.id,
        title: plain(type.title),
        duration_minutes: args.duration ?? type.duration_minutes,
        timezone: type.timezone,
      },
      waitlist_available: waitlist_available === true,
      full_slots: (full_slots ?? []).slice(0, shownFull).map(({ start_time, waitlist_position }) => ({
        start: start_time,
        start_local: localIso(zone, Date.parse(start_time)),
        waitlist_position,
      })),
      next_start_date: nextDate,
    };
    return {
      zone,
      text: say(data, { zone, days: `${start} to ${end}`, waitlist: adviseWaitlist(type) }),
      data,
    };
  },
});

/** The dates and their zone. Throws a Problem at the first that cannot be meant. */
function readDays({ now }: Context, args: z.output<typeof input>) {
  const zone = readZone('timezone', args.timezone, instantNear(args.start_date, now()));
  const start = readDate('start_date', args.start_date, { zone, now: now() });
  const end = readDate('end_date', args.end_date, { zone, now: now() });
  readRange(start, end, zone, now());
  return { zone, start, end };
}

function say(
  { available_slots: slots, capped, event_type: type, full_slots: full, next_start_date: next }: Found,
  { zone, days, waitlist }: { zone: Zone; days: string; waitlist: string },
): string {
  const what = `${quoted(type.title)} (${type.id}), ${type.duration_minutes} minutes, ${days} in ${zone.name}`;
  const [first] = slots;
  const sentences = [
    first
      ? `Bookable times of ${what}:\n${saySlots(slots, zone)}\n${sayHow(first)}`
      : sayNothing(what, capped),
    next && `There are more times: call again with start_date ${next}.`,
    full.length > 0 &&
      `Taken, but can be waited for: ${full.map(({ start }) => sayTime(zone, Date.parse(start))).join('; ')}.`,
    (!first || full.length > 0) && waitlist,
  ];
  return sentences.filter(Boolean).join('\n');
}

const sayHow = (first: PresentedSlot): string =>
  `To book, give create_booking a start_time with the offset of its day: the first is ${first.start_local}${first.start_local === first.start ? '' : ` (${first.start})`}.`;

const sayNothing = (what: string, capped: boolean): string =>
  capped
    ? `Nothing can be booked of ${what}: the limit of bookings for this period is reached. Ask for later dates.`
    : `Nothing is free of ${what}. Ask for other dates.`;
