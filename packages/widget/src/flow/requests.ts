import type { NewBooking } from '../api/wire.ts';
import type { FlowState } from './state.ts';

/** The body of `POST /v1/bookings`: a party has `attendees`, one person the `invitee_*` fields. */
export function bookingRequest(state: FlowState): NewBooking {
  const { eventType, duration, timezone, draft, host } = state;
  const people = draft.people.map(({ name, email }) => ({
    name: name.trim(),
    email: email.trim(),
    timezone,
  }));
  const [first] = people;
  const notes = draft.notes.trim();
  return {
    event_type_id: eventType?.id ?? '',
    start_time: state.choice?.startTime ?? '',
    ...(duration !== null && { duration }),
    ...(host.id && { host_id: host.id }),
    ...(host.attributes && { host_attributes: host.attributes }),
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
