import type { Notifications } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { BookingMailKind, RecipientRole } from './rules.ts';

/** Which mails about bookings of an event type are sent (docs/mail.md, Switch notices off). */
export type Notices = Static<typeof Notifications>;

const noticeOf = {
  booking_confirmed: 'confirmation',
  booking_rescheduled: 'change',
  booking_reassigned: 'change',
  booking_assigned: 'change',
  booking_unassigned: 'change',
  booking_cancelled: 'cancellation',
  booking_reminder: 'reminder',
} as const satisfies Record<BookingMailKind, keyof Notices['invitee']>;

/** Whether those of the role get mails of the kind; the party is told what the invitee is told. */
export function isNoticed({ invitee, host }: Notices, kind: BookingMailKind, role: RecipientRole): boolean {
  const notice = noticeOf[kind];
  if (role !== 'host') return invitee[notice];
  return notice !== 'reminder' && host[notice];
}
