import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Mailbox } from '../../providers/mail.ts';
import type { BookingMailKind, Role } from './rules.ts';

/*
 * What mails are rendered from: all that they tell but for the words around it, which are the templates'. It is JSON, so
 * that it can be kept.
 */

interface ToSomebody {
  readonly to: Mailbox;
  /** Who writes, as people know it. */
  readonly organizationName: string;
}

/** Of a mail about a booking; to whoever waited for it, it tells that they have it. */
export interface BookingFacts extends ToSomebody {
  readonly kind: BookingMailKind | 'waitlist_promoted';
  readonly role: Role;
  /** The reader's zone. */
  readonly timezone: string;
  /** The booking as it was when it happened. */
  readonly booking: Static<typeof BookingMessage>;
  /** The booking's secret: the invitee's, and nobody else is given it. */
  readonly token: string | null;
  /** Only with a reminder: how long before the start. */
  readonly minutesBefore?: number;
  /** Where the mail carries an invite: since when it is so, and the zone that its times are written in. */
  readonly invite?: { readonly at: number; readonly timezone: string };
  /** Whose invite that is. */
  readonly organizer?: Mailbox;
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

export type MailFacts = BookingFacts | EntryFacts | WebhookFacts;
