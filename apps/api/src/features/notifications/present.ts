import type { Mail, MailWithContent } from '@astrocal/contract';
import type { Static } from 'typebox';
import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import { isId } from '../../lib/ids.ts';
import type { Mailbox, OutgoingMail } from '../../providers/mail.ts';
import type { MailEntry } from './store-lists.ts';

/** A mail as lists show it. */
export function presentMail(row: MailEntry): Static<typeof Mail> {
  const about = row.about_id ?? '';
  const idOf = (noun: 'booking' | 'waitlist_entry' | 'webhook_endpoint') =>
    isId(noun, about) ? about : null;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    is_test: row.is_test,
    recipient_role: row.recipient_role,
    recipient_email: row.recipient_address,
    booking_id: idOf('booking'),
    waitlist_entry_id: idOf('waitlist_entry'),
    webhook_endpoint_id: idOf('webhook_endpoint'),
    attempts: row.attempts,
    error: row.last_error,
    next_attempt_at: isoSecondsOrNull(row.next_attempt_at),
    sent_at: isoSecondsOrNull(row.sent_at),
    created_at: isoSeconds(row.created_at),
  };
}

/** The same with what it says. */
export const presentWithContent = (
  row: MailEntry,
  { from, to, replyTo, subject, text, html, invite }: OutgoingMail,
): Static<typeof MailWithContent> => ({
  ...presentMail(row),
  from: boxOf(from),
  to: boxOf(to),
  reply_to: replyTo ? boxOf(replyTo) : null,
  subject,
  text,
  html,
  invite: invite ?? null,
});

const boxOf = ({ name, address }: Mailbox) => ({ name, email: address });
