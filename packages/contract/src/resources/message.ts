import { Type } from 'typebox';
import { component } from '../component.ts';
import { type MessageEvent, messageEvents } from '../events.ts';
import { exampleId, Id, Instant, oneOf } from '../fields.ts';
import { BookingMessage, bookingMessageExample } from './booking.ts';
import { page } from './list.ts';
import { MemberMessage, memberMessageExample } from './member.ts';
import { WaitlistEntryMessage, waitlistEntryMessageExample } from './waitlist-entry.ts';

/** A fact in the log, in the very form in which webhooks carry it (docs/webhooks.md, A message). */
export const Message = component(
  'Message',
  Type.Object({
    id: Id('message'),
    event: oneOf(messageEvents, { description: 'What happened.' }),
    created_at: Instant('When it happened.'),
    is_test: Type.Boolean(),
    data: Type.Union([BookingMessage, WaitlistEntryMessage, MemberMessage]),
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

const grace = {
  member_id: `${exampleId('member').slice(0, -1)}b`,
  name: 'Grace Hopper',
  email: 'grace@example.com',
};

/** What the data of an event looks like, beside what every booking or entry has. */
const differences: Readonly<Partial<Record<MessageEvent, object>>> = {
  'booking.rescheduled': {
    status: 'rescheduled',
    start_time: '2026-06-16T10:00:00Z',
    end_time: '2026-06-16T10:30:00Z',
    rescheduled_at: '2026-06-04T11:00:00Z',
    reschedule_reason: 'Travelling that day',
    revision: 1,
    previous_start_time: '2026-06-15T14:00:00Z',
  },
  'booking.reassigned': {
    assigned_host: grace,
    hosts: [grace],
    assignment: { strategy: 'round_robin', reason: 'wanted', candidates: 1 },
    revision: 1,
    previous_host: bookingMessageExample.assigned_host,
    previous_hosts: bookingMessageExample.hosts,
    reassign_reason: 'Sam is travelling',
  },
  'booking.cancelled': {
    status: 'cancelled',
    cancelled_at: '2026-06-04T11:30:00Z',
    cancel_reason: 'Customer requested cancellation',
    revision: 1,
  },
  'booking.no_show': { no_show_at: '2026-06-15T14:20:00Z', revision: 1 },
  'waitlist.promoted': { status: 'promoted', booking_id: exampleId('booking') },
  'waitlist.expired': { status: 'expired' },
  'member.removed': { active: false },
};

/** What events of a thing tell of, by the first word of their names. */
const examples = {
  booking: bookingMessageExample,
  waitlist: waitlistEntryMessageExample,
  member: memberMessageExample,
} as const;

/** A message of the event, as it may look. */
export const messageExampleOf = (event: MessageEvent) => ({
  ...messageExample,
  event,
  data: {
    ...examples[event.split('.', 1)[0] as keyof typeof examples],
    ...differences[event],
  },
});
