import type { Client } from '../api/client.ts';
import type { Booking, EventType, SlotsQuery, WireSlot } from '../api/wire.ts';
import { addDays, instantAt, localTime, weekdayOf } from '../shared.ts';

const eventType: EventType = {
  id: 'evt_demo',
  title: 'Introductory call',
  description: 'Half an hour to get to know each other and see what we can do for you.',
  duration_minutes: 30,
  duration_options: null,
  color: '#3b5bdb',
  timezone: 'UTC',
  is_test: true,
  price_amount: null,
  price_currency: 'usd',
  max_attendees: 1,
  location: 'Video call',
  waitlist_enabled: false,
  hosts: [{ member_id: 'mbr_demo', name: 'Sam Rivera', required: true }],
};

const minuteMs = 60_000;
const toText = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z');

/**
 * A client that asks nobody: made-up times on working days of the asked zone, the same for the same day. What is
 * booked with it is booked nowhere.
 */
export function createDemoClient(now: () => number): Client {
  return {
    readEventType: async () => eventType,
    readAvailability: async (query) => ({ slots: slotsOf(query, now()) }),
    readBooking: async () =>
      demoBooking(toText(now() + 24 * 60 * minuteMs), 'Alex Johnson', 'alex@example.com'),
    book: async (request) =>
      demoBooking(request.start_time, request.invitee_name ?? '', request.invitee_email ?? ''),
    move: async (_booking, request) => ({
      ...demoBooking(request.new_start_time, 'Alex Johnson', 'alex@example.com'),
      status: 'rescheduled',
    }),
    joinWaitlist: async (request) => ({
      id: 'wle_demo',
      status: 'waiting',
      position: 1,
      start_time: request.start_time ?? null,
    }),
  };
}

function slotsOf({ start, end, timezone }: SlotsQuery, now: number): readonly WireSlot[] {
  const slots: WireSlot[] = [];
  const last = addDays(localTime(now, timezone).date, 60);
  for (let date = start; date <= end && date <= last; date = addDays(date, 1)) {
    for (let minutes = 9 * 60; minutes < 17 * 60; minutes += 30) {
      if (isTaken(date, minutes)) continue;
      const startAt = instantAt({ date, minutes }, timezone);
      if (startAt > now)
        slots.push({ start_time: toText(startAt), end_time: toText(startAt + 30 * minuteMs) });
    }
  }
  return slots;
}

/** Weekends and noon are closed; of the rest some are gone, so that it looks like a week of somebody. */
function isTaken(date: string, minutes: number): boolean {
  const weekday = weekdayOf(date);
  const day = Number(date.slice(8));
  if (weekday === 0 || weekday === 6 || minutes === 12 * 60 || minutes === 12 * 60 + 30) return true;
  return day % 11 === 5 || (day * 7 + minutes / 30) % 5 < 2;
}

const demoBooking = (startTime: string, name: string, email: string): Booking => ({
  id: 'bkg_demo',
  event_type_id: eventType.id,
  event_type: { id: eventType.id, title: eventType.title, duration: eventType.duration_minutes },
  status: 'confirmed',
  is_test: true,
  start_time: startTime,
  end_time: toText(Date.parse(startTime) + eventType.duration_minutes * minuteMs),
  invitee_name: name,
  invitee_email: email,
  invitee_timezone: 'UTC',
  attendee_count: 1,
  location: eventType.location,
  meeting_url: null,
  hosts: [{ name: 'Sam Rivera' }],
});
