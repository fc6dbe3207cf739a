import type { BookingMessage } from '@astrocal/contract';
import { type CalendarObjectMethod, writeCalendarObject } from '@astrocal/icalendar';
import type { Zone } from '@astrocal/scheduling';
import type { Static } from 'typebox';

export interface InviteFacts {
  readonly booking: Static<typeof BookingMessage>;
  /** The zone of the event type: one for everybody, so that all hold the same object. */
  readonly zone: Zone;
  readonly stampedAt: number;
  /** The page of the booking; null for whoever must not manage it. */
  readonly url: string | null;
}

/**
 * The booking as a calendar invite (RFC 5546). The UID is the booking's id for life and SEQUENCE its revision, so a
 * calendar moves what it has and never shows the meeting twice (docs/mail.md, The invitation).
 */
export function calendarInvite(
  method: CalendarObjectMethod,
  { booking, zone, stampedAt, url }: InviteFacts,
): string {
  const [first] = booking.attendees;
  const organizer = booking.assigned_host ?? { name: first?.name ?? '', email: first?.email ?? '' };
  return writeCalendarObject({
    method,
    uid: booking.id,
    sequence: booking.revision,
    status: statusOf(method, booking),
    stampedAt,
    createdAt: Date.parse(booking.created_at),
    updatedAt: Date.parse(booking.updated_at),
    start: Date.parse(booking.start_time),
    end: Date.parse(booking.end_time),
    zone,
    summary: `${booking.event_type.title}: ${organizer.name} and ${booking.invitee_name}`,
    ...(booking.notes !== null && { description: booking.notes }),
    ...(booking.location !== null && { location: booking.location }),
    ...(url !== null && { url }),
    organizer: { name: organizer.name, email: organizer.email },
    // What is published invites nobody, so it names nobody (RFC 5546 section 3.2.1).
    attendees: method === 'PUBLISH' ? [] : booking.attendees.map(({ name, email }) => ({ name, email })),
  });
}

function statusOf(method: CalendarObjectMethod, { status }: InviteFacts['booking']) {
  if (method === 'CANCEL') return 'CANCELLED';
  return status === 'pending_payment' ? 'TENTATIVE' : 'CONFIRMED';
}
