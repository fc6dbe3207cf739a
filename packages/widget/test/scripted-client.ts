import type { Client } from '../src/api/client.ts';
import { RequestFailure } from '../src/api/request-failure.ts';
import type {
  Availability,
  Booking,
  EventType,
  NewBooking,
  SlotsQuery,
  WaitlistRequest,
} from '../src/api/wire.ts';

export const eventType: EventType = {
  id: 'evt_1',
  title: 'Walkthrough',
  description: null,
  duration_minutes: 30,
  duration_options: null,
  color: '#3b5bdb',
  timezone: 'UTC',
  is_test: true,
  price_amount: null,
  price_currency: 'usd',
  max_attendees: 1,
  location: null,
  waitlist_enabled: false,
};

/** A half-hour slot at an instant. */
export const slotAt = (start_time: string) => ({
  start_time,
  end_time: new Date(Date.parse(start_time) + 1_800_000).toISOString().replace('.000Z', 'Z'),
});

export const bookingAt = (start_time: string, more: object = {}): Booking => ({
  ...slotAt(start_time),
  id: 'bkg_1',
  event_type_id: 'evt_1',
  event_type: { id: 'evt_1', title: 'Walkthrough', duration: 30 },
  status: 'confirmed',
  is_test: true,
  invitee_name: 'Kim Lee',
  invitee_email: 'kim@example.com',
  invitee_timezone: 'UTC',
  attendee_count: 1,
  location: null,
  meeting_url: null,
  ...more,
});

export const refusal = (code: string, status: number, details: Record<string, unknown> = {}) =>
  new RequestFailure(code, `refused: ${code}`, { status, details });

/** What was asked, and answers that a test sets: the API's part in a test of what the widget makes of it. */
export interface ScriptedClient extends Client {
  readonly queries: SlotsQuery[];
  readonly booked: { request: NewBooking; key: string }[];
  readonly moves: { id: string; token: string; new_start_time: string; reason?: string }[];
  readonly joined: WaitlistRequest[];
  /** The answer to each question for times; nothing is free unless told. */
  times: (query: SlotsQuery) => Availability | Promise<Availability>;
  /** Answers a booking; books unless told. */
  onBook: (request: NewBooking) => Booking | Promise<Booking>;
  subject: EventType;
}

export function createScriptedClient(subject: Partial<EventType> = {}): ScriptedClient {
  const client: ScriptedClient = {
    subject: { ...eventType, ...subject },
    queries: [],
    booked: [],
    moves: [],
    joined: [],
    times: () => ({ slots: [] }),
    onBook: ({ start_time }) => bookingAt(start_time, { cancel_token: 'token_1' }),
    readEventType: async (id) => {
      if (id !== client.subject.id) throw refusal('not_found', 404);
      return client.subject;
    },
    readAvailability: async (query) => {
      client.queries.push(query);
      return client.times(query);
    },
    readBooking: async (id, token) => {
      if (id !== 'bkg_1' || token !== 'token_1') throw refusal('unauthorized', 401);
      return bookingAt('2026-06-10T09:00:00Z');
    },
    book: async (request, key) => {
      client.booked.push({ request, key });
      return client.onBook(request);
    },
    move: async (booking, request) => {
      client.moves.push({ ...booking, ...request });
      return bookingAt(request.new_start_time, { status: 'rescheduled' });
    },
    joinWaitlist: async (request) => {
      client.joined.push(request);
      return { id: 'wle_1', status: 'waiting', position: 2, start_time: request.start_time ?? null };
    },
  };
  return client;
}

/** Slots at these instants, as far as they lie in the asked dates (of UTC). */
export const slotsAt =
  (...starts: string[]) =>
  ({ start, end }: SlotsQuery): Availability => ({
    slots: starts.filter((one) => one.slice(0, 10) >= start && one.slice(0, 10) <= end).map(slotAt),
  });
