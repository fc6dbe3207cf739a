import type { WaitlistRequest } from '../api/wire.ts';
import type { FlowState } from '../flow/state.ts';

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
