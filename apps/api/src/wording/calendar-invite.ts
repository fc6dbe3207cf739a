import type { BookingMessage } from '@astrocal/contract';
import { type CalendarObjectMethod, writeCalendarObject } from '@astrocal/icalendar';
import type { Zone } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import { findInvited, hostsOf } from './names.ts';

type Booking = Static<typeof BookingMessage>;

interface Named {
  readonly name: string;
  readonly email: string;
}

/** What an invite tells of the booking. Its attendees may be those only who may be named to the reader. */
export type InvitedBooking = Pick<
  Booking,
  | 'id'
  | 'event_type'
  | 'start_time'
  | 'end_time'
  | 'invitee_name'
  | 'attendee_count'
  | 'assigned_host'
  | 'notes'
  | 'location'
  | 'revision'
  | 'created_at'
  | 'updated_at'
> & { readonly hosts?: readonly Named[]; readonly attendees: readonly Named[] };

export interface InviteFacts {
  readonly booking: InvitedBooking;
  /** Whether the meeting is still to become certain. */
  readonly isTentative: boolean;
  readonly organizer: { readonly name: string; readonly address: string };
  /** Whose calendar it is for: they are named however large the party is. Null where that is not known. */
  readonly reader: string | null;
  /** Who comes no more while the meeting takes place: a cancellation for them alone. */
  readonly takenOff?: Named;
  /** The zone of the event type: one for everybody, so that all hold the same times. */
  readonly zone: Zone;
  readonly stampedAt: number;
  /** The page that shows the booking. Calendars are seen by many, so it holds no token. */
  readonly url: string;
}

/**
 * The booking as a calendar invite (RFC 5546). The UID is the booking's id for life and SEQUENCE its revision, so a
 * calendar moves what it has and never shows the meeting twice (docs/mail.md, The invitation).
 */
export function calendarInvite(
  method: CalendarObjectMethod,
  { booking, isTentative, zone, stampedAt, url, organizer, reader, takenOff }: InviteFacts,
): string {
  const { assigned_host: host, attendees: party, attendee_count: count } = booking;
  const { people, others } = findInvited({ hosts: hostsOf(booking), party, count }, reader);
  const description = [booking.notes, others > 0 ? `And ${others} more people.` : null, url];
  return writeCalendarObject({
    method,
    uid: booking.id,
    sequence: booking.revision,
    status: takenOff ? null : method === 'CANCEL' ? 'CANCELLED' : isTentative ? 'TENTATIVE' : 'CONFIRMED',
    stampedAt,
    createdAt: Date.parse(booking.created_at),
    updatedAt: Date.parse(booking.updated_at),
    start: Date.parse(booking.start_time),
    end: Date.parse(booking.end_time),
    zone,
    summary: `${booking.event_type.title}: ${host?.name ?? organizer.name} and ${booking.invitee_name}`,
    description: description.filter((text) => text !== null).join('\n\n'),
    ...(booking.location !== null && { location: booking.location }),
    url,
    organizer: { name: organizer.name, email: organizer.address },
    attendees: namedPeople(method, takenOff ? [takenOff] : people),
  });
}

/**
 * What is published invites nobody, so it names nobody (RFC 5546 section 3.2.1). Who is taken off is named alone, and the
 * meeting has no status then (section 3.2.5).
 */
const namedPeople = (method: CalendarObjectMethod, people: readonly Named[]) =>
  method === 'PUBLISH' ? [] : people.map(({ name, email }) => ({ name, email }));
