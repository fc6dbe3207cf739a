import { Type } from 'typebox';
import { Email, Id, oneOf } from '../fields.ts';
import { operation } from '../operation.ts';
import { pageQuery } from '../resources/list.ts';
import {
  MailList,
  MailWithContent,
  mailExample,
  mailStatuses,
  mailWithContentExample,
} from '../resources/mail.ts';

export const listMails = operation({
  method: 'GET',
  path: '/v1/mails',
  operationId: 'listMails',
  sdk: 'mails.list',
  tag: 'Mails',
  summary: 'List mails',
  description:
    'What was written to people, sent or not: of test data with a test key, of live data with a live key. Kept for 30 days.',
  access: 'key',
  permission: 'mails.read',
  query: Type.Object({
    ...pageQuery('mail'),
    status: Type.Optional(oneOf(mailStatuses, { description: 'Only those of this status.' })),
    recipient_email: Type.Optional(Email('Only those to this address, in any case.')),
    booking_id: Type.Optional(Id('booking', 'Only those about this booking.')),
  }),
  answers: {
    200: {
      description: 'One page, newest first, without what they say.',
      body: MailList,
      example: { data: [mailExample], has_more: false },
    },
  },
});

export const getMail = operation({
  method: 'GET',
  path: '/v1/mails/{id}',
  operationId: 'getMail',
  sdk: 'mails.get',
  tag: 'Mails',
  summary: 'Read a mail',
  description:
    'With what it says: as it was sent, or as it would be sent now. The mail to an invitee holds the links that move and cancel the booking, so show it to nobody who may not.',
  access: 'key',
  permission: 'mails.read',
  params: Type.Object({ id: Id('mail') }),
  answers: { 200: { description: 'The mail.', body: MailWithContent, example: mailWithContentExample } },
});
