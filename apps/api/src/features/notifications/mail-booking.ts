import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { OutgoingMail } from '../../providers/mail.ts';
import { type BookingLinks, bookingLinks } from './links.ts';
import { type Draft, postMails } from './post-mails.ts';
import type { Scene } from './store.ts';
import { type BookingMailKind, type BookingReader, bookingMail } from './templates/booking-mails.ts';
import { calendarInvite } from './templates/calendar-invite.ts';
import { readerZone } from './templates/reader-time.ts';

type Booking = Static<typeof BookingMessage>;

/** What a mail about a booking is made of. */
export interface BookingNews {
  readonly kind: BookingMailKind;
  readonly cause: string;
  /** The booking as it was when it happened. */
  readonly booking: Booking;
  /** When that was. */
  readonly at: number;
  readonly scene: Scene;
  /** The booking's secret: it goes to the invitee and to nobody else. */
  readonly token: string;
  readonly readers: readonly BookingReader[];
  /** Only with a reminder: how long before the start, and the start. */
  readonly reminder?: { readonly minutes: number; readonly expiresAt: Date };
}

/** Writes the mails about a booking to each reader in their own zone. Returns how many were new. */
export function mailBooking(deps: Deps, tx: Tx, news: BookingNews): Promise<number> {
  const { organization_id: organizationId, is_test: isTest } = news.booking;
  const links = bookingLinks(deps.publicUrl, { id: news.booking.id, token: news.token });
  const drafts = readersOf(news).map((reader) =>
    draftFor(reader, news, reader.role === 'invitee' ? links : null),
  );
  return postMails(deps, tx, { organizationId, isTest }, drafts);
}

interface Reader {
  readonly role: BookingReader;
  readonly name: string;
  readonly email: string;
  readonly timezone: string;
}

/** The host reads times in the zone of the hours: members have none of their own. */
function readersOf({ booking, scene, readers }: BookingNews): Reader[] {
  const { assigned_host: host, attendees } = booking;
  const all: Reader[] = attendees.map((each) => ({
    ...each,
    role: each.is_primary ? 'invitee' : 'attendee',
  }));
  if (host) all.push({ ...host, role: 'host', timezone: scene.timezone });
  return all.filter(({ role }) => readers.includes(role));
}

function draftFor(reader: Reader, news: BookingNews, links: BookingLinks | null): Draft {
  const { kind, cause, booking, scene, reminder } = news;
  const [invitee] = booking.attendees;
  const otherSide = reader.role === 'host' ? invitee : (booking.assigned_host ?? undefined);
  return {
    kind,
    cause,
    role: reader.role,
    to: { name: reader.name, address: reader.email },
    organizationName: scene.organizationName,
    content: bookingMail(kind, {
      booking,
      organizationName: scene.organizationName,
      reader: reader.role,
      readerName: reader.name,
      zone: readerZone(reader.timezone),
      links,
      ...(reminder && { minutesBefore: reminder.minutes }),
    }),
    threadOf: booking.id,
    ...(otherSide && { replyTo: { name: otherSide.name, address: otherSide.email } }),
    ...(reminder ? { expiresAt: reminder.expiresAt } : { invite: inviteOf(news, links) }),
  };
}

/** The invite of the booking; a reminder carries none, since the calendar has it. */
export function inviteOf(
  { kind, booking, scene, at }: Pick<BookingNews, 'kind' | 'booking' | 'scene' | 'at'>,
  links: BookingLinks | null,
): NonNullable<OutgoingMail['invite']> {
  const method = kind === 'booking_cancelled' ? 'CANCEL' : 'REQUEST';
  const zone = readerZone(scene.timezone);
  return {
    method,
    content: calendarInvite(method, { booking, zone, stampedAt: at, url: links?.view ?? null }),
  };
}
