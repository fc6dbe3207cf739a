import { Type } from 'typebox';
import { component } from '../component.ts';
import { exampleId, Id, Instant, nullable, oneOf } from '../fields.ts';
import { page } from './list.ts';

/** What a mail tells (docs/mail.md, Who gets what). */
export const mailKinds = [
  'booking_confirmed',
  'booking_rescheduled',
  'booking_reassigned',
  'booking_assigned',
  'booking_unassigned',
  'booking_cancelled',
  'booking_reminder',
  'waitlist_joined',
  'waitlist_promoted',
  'waitlist_expired',
  'webhook_disabled',
] as const;

export const mailStatuses = ['pending', 'sent', 'failed', 'captured', 'superseded'] as const;
export const mailRoles = ['invitee', 'attendee', 'host', 'owner'] as const;

/** An address of any form: mails may be to what people typed. */
const Address = (description: string) => Type.String({ description, examples: ['alex@example.com'] });
const Box = Type.Object({
  name: Type.String({ description: 'As people know them.', examples: ['Alex Johnson'] }),
  email: Address('Their address.'),
});
const NoBox = Type.Union([Box, Type.Null()]);
const about = (noun: 'booking' | 'waitlist_entry' | 'webhook_endpoint', words: string) =>
  nullable(Id(noun, `The ${words} that it is about; null where it is about something else.`));

const mail = {
  id: Id('mail'),
  kind: oneOf(mailKinds, { description: 'What it tells.' }),
  status: oneOf(mailStatuses, {
    description:
      '`pending` while it is to be sent; `captured`: kept and never sent, in test mode or without a mail server; `superseded`: not sent, because it told what was no longer so.',
  }),
  is_test: Type.Boolean(),
  recipient_role: oneOf(mailRoles, { description: 'Who they are to the booking, or the owner.' }),
  recipient_email: Address('To whom it is.'),
  booking_id: about('booking', 'booking'),
  waitlist_entry_id: about('waitlist_entry', 'waitlist entry'),
  webhook_endpoint_id: about('webhook_endpoint', 'webhook endpoint'),
  attempts: Type.Integer({ minimum: 0, description: 'How often it was handed to the mail server.' }),
  error: nullable(
    Type.String({ description: 'Why the last attempt failed, why it waits, or why it is not sent.' }),
  ),
  next_attempt_at: nullable(Instant('When it is sent or tried again; null when it is not.')),
  sent_at: nullable(Instant('When the mail server took it.')),
  created_at: Instant('When it was written.'),
};

export const Mail = component('Mail', Type.Object(mail));
export const MailList = page('MailList', Mail, 'newest first');

export const MailInvite = component(
  'MailInvite',
  Type.Object({
    method: oneOf(['REQUEST', 'CANCEL'] as const, { description: 'What it asks of a calendar (RFC 5546).' }),
    content: Type.String({ description: 'The `text/calendar` part.' }),
  }),
);

export const MailWithContent = component(
  'MailWithContent',
  Type.Object({
    ...mail,
    from: Box,
    to: Box,
    reply_to: NoBox,
    subject: Type.String(),
    text: Type.String({
      description: 'What it says as text. In the mail to an invitee there are links that change the booking.',
    }),
    html: Type.String({
      description:
        'The same as an HTML document, without scripts or outside requests but for the logo of the organization.',
    }),
    invite: Type.Union([MailInvite, Type.Null()]),
  }),
);

export const mailExample = {
  id: exampleId('mail'),
  kind: 'booking_confirmed',
  status: 'sent',
  is_test: false,
  recipient_role: 'invitee',
  recipient_email: 'alex@example.com',
  booking_id: exampleId('booking'),
  waitlist_entry_id: null,
  webhook_endpoint_id: null,
  attempts: 1,
  error: null,
  next_attempt_at: null,
  sent_at: '2026-06-04T09:12:01Z',
  created_at: '2026-06-04T09:12:00Z',
};

export const mailWithContentExample = {
  ...mailExample,
  from: { name: 'Northwind Studio', email: 'bookings@example.com' },
  to: { name: 'Alex Johnson', email: 'alex@example.com' },
  reply_to: { name: 'Sam Rivera', email: 'sam@example.com' },
  subject: 'Mon, Jun 15, 10:00 AM: Intro call with Sam Rivera',
  text: 'Hi Alex, your Intro call with Sam Rivera is confirmed. …',
  html: '<!doctype html>…',
  invite: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\n…' },
};
