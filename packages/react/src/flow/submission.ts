import type { BookingCreate, BookingReschedule } from '@astrocal/sdk';
import type { WantedHost } from '../queries.ts';
import type { ChoosableSlot } from './flow-state.ts';

/** What a form adds to the chosen slot, in the fields of `POST /v1/bookings`; of them a move takes the `reason` only. */
export interface BookingDetails extends Omit<BookingCreate, 'event_type_id' | 'start_time' | 'duration'> {
  /** Why a booking is moved. */
  readonly reason?: string | null | undefined;
}

/** What has been chosen when a form is sent. */
export interface ChosenSlot {
  readonly eventTypeId: string;
  readonly slot: ChoosableSlot;
  readonly duration: number | undefined;
  readonly host: WantedHost;
  /** The visitor's; attendees are in it unless they say otherwise. */
  readonly timezone: string;
}

/** The body that books a choice. */
export function createBodyOf(
  { eventTypeId, slot, duration, host, timezone }: ChosenSlot,
  { reason: _, ...details }: BookingDetails,
): BookingCreate {
  const chosen = {
    event_type_id: eventTypeId,
    start_time: slot.start_time,
    duration,
    ...(host.hostId !== undefined && { host_id: host.hostId }),
    ...(host.hostAttributes && { host_attributes: host.hostAttributes }),
  };
  if (!details.attendees)
    return { ...details, ...chosen, invitee_timezone: details.invitee_timezone ?? timezone };
  const attendees = details.attendees.map((attendee) => ({
    ...attendee,
    timezone: attendee.timezone ?? timezone,
  }));
  return { ...details, ...chosen, attendees };
}

/** The body that moves a booking to a chosen slot. */
export const rescheduleBodyOf = (
  { slot }: Pick<ChosenSlot, 'slot'>,
  { reason }: BookingDetails,
): BookingReschedule => ({
  new_start_time: slot.start_time,
  reason,
});
