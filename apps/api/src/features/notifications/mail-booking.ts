import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import { hostsOf } from '../../wording/names.ts';
import { lastChangesIn, mailBookingFor, writerOf } from './mail-facts.ts';
import type { MailDraft } from './post-mails.ts';
import { type BookingMailKind, findRecipients, type NamedHost, type RecipientRole } from './rules.ts';
import { isNoticed } from './rules-notices.ts';
import type { Scene } from './store.ts';

/** What mails about a booking are made of. */
export interface BookingNews {
  readonly kind: BookingMailKind;
  readonly cause: string;
  /** The booking as it was when it happened. */
  readonly booking: Static<typeof BookingMessage>;
  /** When that was. */
  readonly at: number;
  readonly scene: Scene;
  /** The booking's secret: it goes to the invitee and to nobody else. */
  readonly token: string;
  readonly roles: readonly RecipientRole[];
  /** Of the hosts those who read it; left out: all. */
  readonly hosts?: readonly NamedHost[];
  /** Only with a reminder: how long before the start, and the start. */
  readonly reminder?: { readonly minutes: number; readonly expiresAt: Date };
}

/** The mails about a booking, to each reader in their own zone. */
export function bookingDrafts(news: BookingNews): MailDraft[] {
  const { kind, cause, booking, at, scene, token, reminder } = news;
  const { timezone: hostTimezone } = scene;
  const { hosts = hostsOf(booking), ...readers } = { ...news, hostTimezone };
  const people = { attendees: booking.attendees, hosts };
  const noticed = findRecipients(people, readers).filter(({ role }) => isNoticed(scene.notices, kind, role));
  return noticed.map(({ role, name, email, timezone }) => ({
    isTest: booking.is_test,
    cause,
    role,
    facts: {
      kind,
      to: { name, address: email },
      ...writerOf(scene),
      role,
      timezone,
      booking: mailBookingFor(email, booking),
      token: role === 'invitee' ? token : null,
      ...(role === 'invitee' && lastChangesIn(scene, booking, at)),
      // A reminder carries no invite: the calendar has it.
      ...(reminder ? { minutesBefore: reminder.minutes } : { invite: { at, timezone: hostTimezone } }),
    },
    about: { id: booking.id, revision: booking.revision },
    ...(reminder && { expiresAt: reminder.expiresAt }),
  }));
}
