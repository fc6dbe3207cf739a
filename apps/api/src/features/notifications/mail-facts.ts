import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Mailbox } from '../../providers/mail.ts';
import type { InvitedBooking } from '../../wording/calendar-invite.ts';
import { type LastChanges, toldChanges } from '../../wording/change-until.ts';
import { hostsOf, namedIn } from '../../wording/names.ts';
import { lastChangesOf } from '../bookings/index.ts';
import type { BookingMailKind, RecipientRole } from './rules.ts';
import type { Correspondent, Scene } from './store.ts';

/*
 * What mails are rendered from: all that they tell but for the words around it, which are the templates'. It is JSON, so
 * that it can be kept.
 */

type Booking = Static<typeof BookingMessage>;

/**
 * What mails tell of a booking. Of a large party it holds those only who may be named to the reader: mails to all of it
 * would grow with its square.
 */
export type MailBooking = InvitedBooking &
  Pick<
    Booking,
    | 'organization_id'
    | 'status'
    | 'meeting_url'
    | 'cancel_reason'
    | 'reschedule_reason'
    | 'previous_start_time'
    | 'hosts'
    | 'previous_hosts'
    | 'reassign_reason'
  >;

/** What the mail to one reader tells of the booking. */
export function mailBookingFor(reader: string, booking: Booking): MailBooking {
  const { attendees } = booking;
  const hosts = hostsOf(booking);
  const named = namedIn(attendees, reader, ...hosts.map(({ email }) => email));
  return {
    id: booking.id,
    organization_id: booking.organization_id,
    event_type: booking.event_type,
    status: booking.status,
    start_time: booking.start_time,
    end_time: booking.end_time,
    invitee_name: booking.invitee_name,
    attendee_count: booking.attendee_count,
    attendees: named.map(({ name, email }) => ({ name, email })),
    assigned_host: booking.assigned_host,
    hosts: [...hosts],
    notes: booking.notes,
    location: booking.location,
    meeting_url: booking.meeting_url,
    cancel_reason: booking.cancel_reason,
    reschedule_reason: booking.reschedule_reason,
    revision: booking.revision,
    created_at: booking.created_at,
    updated_at: booking.updated_at,
    ...(booking.previous_start_time !== undefined && { previous_start_time: booking.previous_start_time }),
    ...(booking.previous_hosts !== undefined && { previous_hosts: booking.previous_hosts }),
    ...(booking.reassign_reason !== undefined && { reassign_reason: booking.reassign_reason }),
  };
}

interface ToSomebody {
  readonly to: Mailbox;
  /** Who writes, as people know it. */
  readonly organizationName: string;
  /** Whom the mail is from, where that is said. */
  readonly senderName?: string;
  /** Where the invitee's answer goes, where it is not to the host. */
  readonly replyTo?: string;
  /** Where the logo of whoever writes is, from the root of the server. */
  readonly logo?: string;
}

/** Who writes, as facts of a mail hold it. */
export const writerOf = ({
  organizationName,
  senderName,
  replyTo,
  logo,
}: Correspondent): Omit<ToSomebody, 'to'> => ({
  organizationName,
  ...(senderName !== null && { senderName }),
  ...(replyTo !== null && { replyTo }),
  ...(logo && { logo }),
});

/** Of a mail about a booking; to whoever waited for it, it tells that they have it. */
export interface BookingFacts extends ToSomebody {
  readonly kind: BookingMailKind | 'waitlist_promoted';
  readonly role: RecipientRole;
  /** The reader's zone. */
  readonly timezone: string;
  /** The booking as it was when it happened. */
  readonly booking: MailBooking;
  /** The booking's secret: the invitee's, and nobody else is given it. */
  readonly token: string | null;
  /** Until when the invitee can change it; left out where only its start ends that. */
  readonly lastChanges?: Partial<LastChanges>;
  /** Only with a reminder: how long before the start. */
  readonly minutesBefore?: number;
  /** Where the mail carries an invite: since when it is so, and the zone that its times are written in. */
  readonly invite?: { readonly at: number; readonly timezone: string };
  /** Whose invite that is. */
  readonly organizer?: Mailbox;
}

/** Until when the invitee can change the booking, as facts of a mail hold it that is written at the instant `at`. */
export function lastChangesIn(
  scene: Scene,
  { start_time: start }: Pick<Booking, 'start_time'>,
  at: number,
): Pick<BookingFacts, 'lastChanges'> {
  const startAt = new Date(start);
  const told = toldChanges(lastChangesOf(scene, startAt), { start: startAt.getTime(), now: at });
  return Object.keys(told).length === 0 ? {} : { lastChanges: told };
}

/** Of a mail to somebody in line. */
export interface EntryFacts extends ToSomebody {
  readonly kind: 'waitlist_joined' | 'waitlist_expired';
  readonly entryId: string;
  readonly timezone: string;
  readonly eventTypeTitle: string;
  /** The wanted start, epoch milliseconds; null: any time. */
  readonly start: number | null;
  readonly position: number;
  readonly expiresAt: number;
  /** The secret of the entry; null once the wait is over. */
  readonly token: string | null;
}

/** Of a mail about a webhook that was switched off. */
export interface WebhookFacts extends ToSomebody {
  readonly kind: 'webhook_disabled';
  readonly endpointId: string;
  readonly url: string;
  readonly reason: 'gone' | 'failing';
}

/** Of a mail with a link of an account. */
export interface AccountFacts extends ToSomebody {
  readonly kind: 'account_link';
  readonly link: 'password' | 'sign_in' | 'invitation' | 'email' | 'email_changing';
  /** What stands in the link. */
  readonly token: string;
  /** Who invites, as people know them; null: nobody in person. */
  readonly invitedBy?: string | null;
  /** The address that the account is to have. */
  readonly newEmail?: string;
}

export type MailFacts = BookingFacts | EntryFacts | WebhookFacts | AccountFacts;
