import { z } from 'zod';
import { adviseWaitlist } from '../advise-taken.ts';
import { chooseEventType } from '../choose-event-type.ts';
import { duration, endDate, eventTypeId, startDate, timezone } from '../fields.ts';
import { localIso, sayTime } from '../local-time.ts';
import { type PresentedSlot, presentSlot, slotShape } from '../present.ts';
import { readDate, readRange, readZone } from '../read-times.ts';
import { plain, quoted } from '../safe-text.ts';
import { cutSlots, saySlots } from '../slot-list.ts';
import { defineTool, reads } from '../tool.ts';

export const checkAvailability = defineTool({
  name: 'check_availability',
  title: 'Check availability',
  description:
    'Lists every bookable time of an event type between two dates, in the person’s time zone. Only times listed here can be booked. To book the first that suits in one call, use find_and_book instead.',
  input: z.strictObject({
    event_type_id: eventTypeId,
    start_date: startDate,
    end_date: endDate,
    timezone,
    duration,
  }),
  output: {
    available_slots: z.array(slotShape),
    capped: z
      .boolean()
      .describe('True when no more bookings are taken in this period, so nothing is offered.'),
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
  },
  hints: reads,
  async run(context, args) {
    const { now, astrocal } = context;
    const zone = readZone('timezone', args.timezone);
    const start = readDate('start_date', args.start_date, { zone, now: now() });
    const end = readDate('end_date', args.end_date, { zone, now: now() });
    readRange(start, end, zone, now());
    const type = await chooseEventType(context, args.event_type_id);
    const found = await astrocal.availability.list({
      event_type_id: type.id,
      start,
      end,
      timezone: zone.name,
      duration: args.duration,
    });
    const { shown, nextDate } = cutSlots(
      found.slots.map((slot) => presentSlot(slot, zone)),
      zone,
    );
    const capped = found.capped === true;
    const full = (found.full_slots ?? []).slice(0, 20).map(({ start_time, waitlist_position }) => ({
      start: start_time,
      start_local: localIso(zone, Date.parse(start_time)),
      waitlist_position,
    }));
    const minutes = args.duration ?? type.duration_minutes;
    const title = `${quoted(type.title)} (${type.id}), ${minutes} minutes, ${start} to ${end} in ${zone.name}`;
    return {
      zone,
      text: [
        shown.length > 0
          ? `Bookable times of ${title}:\n${saySlots(shown, zone)}\n${sayHow(shown[0] as PresentedSlot)}`
          : sayNothing(title, capped),
        nextDate && `There are more times: call again with start_date ${nextDate}.`,
        full.length > 0 &&
          `Taken, but can be waited for: ${full.map((each) => sayTime(zone, Date.parse(each.start))).join('; ')}.`,
        (capped || shown.length === 0 || full.length > 0) && adviseWaitlist(type),
      ]
        .filter(Boolean)
        .join('\n'),
      data: {
        available_slots: [...shown],
        capped,
        event_type: {
          id: type.id,
          title: plain(type.title),
          duration_minutes: minutes,
          timezone: type.timezone,
        },
        waitlist_available: found.waitlist_available === true,
        full_slots: full,
        next_start_date: nextDate,
      },
    };
  },
});

const sayHow = (first: PresentedSlot): string =>
  `To book, give create_booking a start_time with the offset of its day: the first is ${first.start_local}${first.start_local === first.start ? '' : ` (${first.start})`}.`;

const sayNothing = (title: string, capped: boolean): string =>
  capped
    ? `Nothing can be booked of ${title}: the limit of bookings for this period is reached. Ask for later dates.`
    : `Nothing is free of ${title}. Ask for other dates.`;
