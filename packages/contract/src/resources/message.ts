import { Type } from 'typebox';
import { component } from '../component.ts';
import { messageEvents } from '../events.ts';
import { exampleId, Id, Instant, oneOf } from '../fields.ts';
import { BookingMessage, bookingMessageExample } from './booking.ts';
import { page } from './list.ts';

/** A fact in the log, in the very form in which webhooks carry it (contract section 7). */
export const Message = component(
  'Message',
  Type.Object({
    id: Id('message'),
    event: oneOf(messageEvents, { description: 'What happened.' }),
    created_at: Instant('When it happened.'),
    is_test: Type.Boolean(),
    data: BookingMessage,
  }),
);
export const MessageList = page('MessageList', Message, 'oldest first');

export const messageExample = {
  id: exampleId('message'),
  event: 'booking.created',
  created_at: '2026-06-04T09:12:00Z',
  is_test: false,
  data: bookingMessageExample,
};
