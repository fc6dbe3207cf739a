import type { Deps } from '../../deps.ts';
import type { Mailbox, OutgoingMail } from '../../providers/mail.ts';
import { viewLink } from '../../wording/addresses.ts';
import { calendarInvite } from '../../wording/calendar-invite.ts';
import { readerZone } from '../../wording/reader-time.ts';
import { isUnpaid, viewOf } from '../bookings/index.ts';
import type { BookingFacts } from './mail-facts.ts';

interface InviteOf extends Pick<BookingFacts, 'kind' | 'booking' | 'to'> {
  /** Since when it is so. */
  readonly at: number;
  /** The event type's: one for everybody, so that all hold the same times. */
  readonly timezone: string;
  readonly organizer: Mailbox;
}

/** The invite of a mail. Its link shows the booking and no more: whoever sees the calendar follows it. */
export function writeInvite(
  { publicUrl, keyring }: Pick<Deps, 'publicUrl' | 'keyring'>,
  { kind, booking, to, at, timezone, organizer }: InviteOf,
): NonNullable<OutgoingMail['invite']> {
  const isTakenOff = kind === 'booking_unassigned';
  const method = isTakenOff || kind === 'booking_cancelled' ? 'CANCEL' : 'REQUEST';
  const content = calendarInvite(method, {
    booking,
    isTentative: isUnpaid(booking.status),
    organizer,
    reader: to.address,
    ...(isTakenOff && { takenOff: { name: to.name, email: to.address } }),
    zone: readerZone(timezone),
    stampedAt: at,
    url: viewLink(publicUrl, { id: booking.id, view: viewOf(booking, keyring) }),
  });
  return { method, content };
}
