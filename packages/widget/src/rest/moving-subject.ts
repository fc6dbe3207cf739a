import type { Client } from '../api/client.ts';
import type { Booking, EventType, MoveRequest } from '../api/wire.ts';
import type { RescheduleTarget } from '../config.ts';
import type { FlowState } from '../flow/state.ts';

interface Subject {
  readonly eventType: EventType;
  readonly moving: Booking;
}

/** Reads a booking that is to be moved, and what it is of. */
export async function readMoving(client: Client, { bookingId, token }: RescheduleTarget): Promise<Subject> {
  const moving = await client.readBooking(bookingId, token);
  const eventType = await client.readEventType(moving.event_type_id).catch((error) => {
    // One that takes no new bookings is shown to nobody; those that it has may still be moved.
    if (error.code === 'not_found') return eventTypeOf(moving);
    throw error;
  });
  return { eventType, moving };
}

/** The body of a reschedule: what is typed is the reason. */
export function moveRequest({ choice, draft }: FlowState): MoveRequest {
  const reason = draft.notes.trim();
  return { new_start_time: choice?.startTime ?? '', ...(reason !== '' && { reason }) };
}

/** What a booking tells of its event type. */
const eventTypeOf = ({ event_type: { id, title, duration }, location, is_test }: Booking): EventType => ({
  id,
  title,
  description: null,
  duration_minutes: duration,
  duration_options: null,
  color: '',
  timezone: 'UTC',
  is_test,
  price_amount: null,
  price_currency: 'usd',
  max_attendees: 1,
  location,
  waitlist_enabled: false,
});
