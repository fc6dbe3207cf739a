import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { type BookingLinks, bookingLinks } from '../../wording/addresses.ts';
import { createReader, readerZone } from '../../wording/reader-time.ts';
import { type Invite, inviteOf, writeInvite } from './invite.ts';
import { keepOrganizer } from './organizer.ts';
import { type Draft, postMails } from './post-mails.ts';
import { type BookingMailKind, findRecipients, isUnsetAddress, type Recipient, type Role } from './rules.ts';
import type { Scene } from './store.ts';
import { bookingMail } from './templates/booking-mails.ts';

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
  readonly roles: readonly Role[];
  /** Only with a reminder: how long before the start, and the start. */
  readonly reminder?: { readonly minutes: number; readonly expiresAt: Date };
}

/** Writes the mails about a booking to each reader in their own zone. Returns how many were new. */
export async function mailBooking(deps: Deps, tx: Tx, news: BookingNews): Promise<number> {
  const { booking, scene, roles, reminder, token } = news;
  const { organization_id: organizationId, is_test: isTest } = booking;
  const links = bookingLinks(deps.publicUrl, { id: booking.id, token });
  // A reminder carries no invite: the calendar has it.
  const invite = reminder
    ? null
    : inviteOf(deps, { ...news, organizer: await keepOrganizer(deps, tx, booking, scene) });
  const drafts = findRecipients(booking, { roles, hostTimezone: scene.timezone }).map((recipient) =>
    draftFor(recipient, news, { links: recipient.role === 'invitee' ? links : null, invite }),
  );
  return postMails(deps, tx, { organizationId, isTest }, drafts);
}

function draftFor(
  { role, name, email, timezone }: Recipient,
  { kind, cause, booking, scene, reminder }: BookingNews,
  { links, invite }: { links: BookingLinks | null; invite: Invite | null },
): Draft {
  return {
    kind,
    cause,
    role,
    to: { name, address: email },
    organizationName: scene.organizationName,
    content: bookingMail(kind, {
      booking,
      organizationName: scene.organizationName,
      role,
      readerName: name,
      reader: createReader(readerZone(timezone)),
      links,
      ...(reminder && { minutesBefore: reminder.minutes }),
    }),
    threadOf: booking.id,
    about: { id: booking.id, revision: booking.revision },
    ...replyTo(role, booking),
    ...(reminder && { expiresAt: reminder.expiresAt }),
    ...(invite && { invite: writeInvite(invite, email) }),
  };
}

/** Answers go to the other side; not to an address that was never filled in. */
export function replyTo(
  role: Role,
  { assigned_host: host, attendees }: Pick<Booking, 'assigned_host' | 'attendees'>,
): Pick<Draft, 'replyTo'> {
  const other = role === 'host' ? attendees[0] : host;
  if (!other || isUnsetAddress(role === 'host' ? 'invitee' : 'host', other.email)) return {};
  return { replyTo: { name: other.name, address: other.email } };
}
