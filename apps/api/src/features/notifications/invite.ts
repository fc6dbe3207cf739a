import type { Deps } from '../../deps.ts';
import type { Mailbox, OutgoingMail } from '../../providers/mail.ts';
import { viewLink } from '../../wording/addresses.ts';
import { calendarInvite, type InviteFacts } from '../../wording/calendar-invite.ts';
import { readerZone } from '../../wording/reader-time.ts';
import { isUnpaid, viewOf } from '../bookings/index.ts';
import type { BookingNews } from './mail-booking.ts';

/** The invite of one mail's cause; each reader is given it with themselves among the named. */
export interface Invite {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly facts: Omit<InviteFacts, 'reader'>;
}

/** The invite of a booking. Its link shows the booking and no more: whoever sees the calendar follows it. */
export function inviteOf(
  { publicUrl, keyring }: Pick<Deps, 'publicUrl' | 'keyring'>,
  {
    kind,
    booking,
    scene,
    at,
    organizer,
  }: Pick<BookingNews, 'kind' | 'booking' | 'scene' | 'at'> & { readonly organizer: Mailbox },
): Invite {
  return {
    method: kind === 'booking_cancelled' ? 'CANCEL' : 'REQUEST',
    facts: {
      booking,
      isTentative: isUnpaid(booking.status),
      organizer,
      zone: readerZone(scene.timezone),
      stampedAt: at,
      url: viewLink(publicUrl, { id: booking.id, view: viewOf(booking, keyring) }),
    },
  };
}

export const writeInvite = (
  { method, facts }: Invite,
  reader: string,
): NonNullable<OutgoingMail['invite']> => ({
  method,
  content: calendarInvite(method, { ...facts, reader }),
});
