import { Astrocal, type Booking, type EventType, type EventTypeCreate } from '@astrocal/sdk';
import { inject } from 'vitest';
import { ownDay } from './days.ts';

/** Something to book, on a date of its own. */
export interface Offer {
  readonly eventType: EventType;
  readonly date: string;
  /** The starts that it has, as the API tells them. */
  readonly starts: readonly string[];
  /** The short way to its page. */
  readonly path: string;
}

interface Hours {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly timezone?: string;
}

/** The organization's own view, in live mode. */
export const host = (): Astrocal => new Astrocal({ apiKey: inject('liveKey'), baseUrl: inject('serverUrl') });

/** What somebody else does, who has no key. */
export const stranger = (): Astrocal => new Astrocal({ baseUrl: inject('serverUrl') });

let made = 0;

/** A new event type of half an hour, with hours on one date only: from 9 to 12 in New York unless told. */
export async function offer(
  fields: Partial<EventTypeCreate> = {},
  { date = ownDay(), from = '09:00', to = '12:00', timezone = 'America/New_York' }: Hours = {},
): Promise<Offer> {
  const eventType = await newEventType(fields);
  await host().availability.replaceRules(eventType.id, {
    timezone,
    rules: [],
    overrides: [{ date, windows: [{ start_time: from, end_time: to }] }],
  });
  const query = { event_type_id: eventType.id, start: date, end: date, timezone };
  const { slots } = await stranger().availability.list(query);
  const path = `/book/${eventType.id}`;
  return { eventType, date, starts: slots.map(({ start_time }) => start_time), path };
}

/** An event type that has no hours yet. */
export const newEventType = (fields: Partial<EventTypeCreate> = {}): Promise<EventType> =>
  host().eventTypes.create({
    title: 'Discovery Call',
    slug: `call-${process.pid}-${++made}`,
    duration_minutes: 30,
    ...fields,
  });

/** A time that somebody else takes before the visitor does. */
export const take = ({ eventType }: Offer, start: string | undefined): Promise<Booking> =>
  stranger().bookings.create({
    event_type_id: eventType.id,
    start_time: start ?? '',
    invitee_name: 'Priya Rao',
    invitee_email: 'priya@example.com',
  });

/** The live bookings of an event type, the newest first. */
export async function bookingsOf({ eventType }: Pick<Offer, 'eventType'>): Promise<readonly Booking[]> {
  return (await host().bookings.list({ event_type_id: eventType.id, limit: 100 })).data;
}
