import type { BookingRequest, MoveRequest, WaitlistRequest } from '../api/wire.ts';
import type { FlowState } from './state.ts';

/** The body of `POST /v1/bookings`: a party has `attendees`, one person the `invitee_*` fields. */
export function bookingRequest(state: FlowState): BookingRequest {
  const { eventType, duration, timezone, draft } = state;
  const people = draft.people.map(({ name, email }) => ({
    name: name.trim(),
    email: email.trim(),
    timezone,
  }));
  const [first] = people;
  const notes = draft.notes.trim();
  return {
    event_type_id: eventType?.id ?? '',
    start_time: startOf(state),
    ...(duration !== null && { duration }),
    ...(notes !== '' && { notes }),
    ...(people.length > 1
      ? { attendees: people }
      : {
          invitee_name: first?.name ?? '',
          invitee_email: first?.email ?? '',
          invitee_timezone: timezone,
        }),
  };
}

/** The body of a reschedule: what is typed is the reason. */
export function moveRequest(state: FlowState): MoveRequest {
  const reason = state.draft.notes.trim();
  return { new_start_time: startOf(state), ...(reason !== '' && { reason }) };
}

/** The body of `POST /v1/waitlist`: without a start it waits for any. */
export function waitlistRequest({
  eventType,
  duration,
  timezone,
  choice,
  draft,
}: FlowState): WaitlistRequest {
  const [person] = draft.people;
  const notes = draft.notes.trim();
  return {
    event_type_id: eventType?.id ?? '',
    invitee_name: person?.name.trim() ?? '',
    invitee_email: person?.email.trim() ?? '',
    invitee_timezone: timezone,
    ...(choice?.startTime !== undefined && { start_time: choice.startTime }),
    ...(duration !== null && { duration_minutes: duration }),
    ...(notes !== '' && { notes }),
  };
}

const startOf = ({ choice }: FlowState): string => choice?.startTime ?? '';
