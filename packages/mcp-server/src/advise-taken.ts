import type { Booking, EventType } from '@astrocal/sdk';
import { sayBooking } from './present.ts';
import { dataMark } from './safe-text.ts';
import type { Context } from './tool.ts';

const minuteMs = 60_000;
/** The API knows years of four digits. */
const lastInstant = Date.parse('9999-12-31T23:59:59Z');

/** A sentence about the waitlist of the event type; empty where it has none. */
export const adviseWaitlist = ({ waitlist_enabled }: Pick<EventType, 'waitlist_enabled'>): string =>
  waitlist_enabled
    ? 'There is a waitlist: join_waitlist waits for one start_time, or without one for any time.'
    : '';

/** The live booking that a person has at a start already: whoever finds a time taken may have taken it themselves. */
export async function findOwnBooking(
  { astrocal }: Context,
  { eventTypeId, email, start }: { eventTypeId: string; email: string; start: number },
): Promise<Booking | undefined> {
  const { data } = await astrocal.bookings.list({
    event_type_id: eventTypeId,
    invitee_email: email,
    start_after: new Date(start).toISOString(),
    start_before: new Date(Math.min(start + minuteMs, lastInstant)).toISOString(),
  });
  return data.find(({ status }) => status !== 'cancelled');
}

/** What to tell an agent whose time is taken by the person's own booking. */
export const sayOwnBooking = (booking: Booking): string =>
  `This person has that time already: ${sayBooking(booking)}. Nothing needs to be booked, unless they want a second meeting. ${dataMark}`;
