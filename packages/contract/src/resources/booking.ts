import { Type } from 'typebox';
import { component } from '../component.ts';
import { ExternalId, exampleId, Id, Instant, Metadata, nullable, oneOf } from '../fields.ts';
import { page } from './list.ts';

export const bookingStatuses = ['confirmed', 'rescheduled', 'pending_payment', 'cancelled'] as const;

/** What put the host of a booking before the others of its event type (docs/bookings.md, Who holds it). */
export const assignmentReasons = [
  'wanted',
  'only_one',
  'joins',
  'fair_share',
  'priority',
  'fewest_bookings',
  'id',
] as const;

const hostName = { member_id: Id('member'), name: Type.String(), email: Type.String() };

const bookingFields = {
  id: Id('booking'),
  organization_id: Id('organization'),
  event_type_id: Id('event_type'),
  event_type: Type.Object({
    id: Id('event_type'),
    title: Type.String(),
    duration: Type.Integer({ description: 'The length of this booking in minutes.' }),
  }),
  status: oneOf(bookingStatuses, { description: 'Where the booking stands.' }),
  is_test: Type.Boolean(),
  start_time: Instant('When the meeting starts.'),
  end_time: Instant('When it ends.'),
  invitee_name: Type.String(),
  invitee_email: Type.String(),
  invitee_timezone: Type.String(),
  attendee_count: Type.Integer({ minimum: 1, description: 'The spots that the booking takes.' }),
  attendees: Type.Array(
    Type.Object({
      id: Id('attendee'),
      name: Type.String(),
      email: Type.String(),
      timezone: Type.String(),
      is_primary: Type.Boolean(),
    }),
  ),
  assigned_host: Type.Unsafe<{ member_id: string; name: string; email: string } | null>({
    type: ['object', 'null'],
    description: 'The member who holds the meeting: the first of `hosts`.',
    properties: hostName,
    required: ['member_id', 'name', 'email'],
  }),
  hosts: Type.Array(Type.Object(hostName), {
    description: 'Everybody whose time the booking takes: those whom every meeting needs first.',
  }),
  assignment: Type.Unsafe<{
    strategy: 'round_robin' | 'priority';
    reason: (typeof assignmentReasons)[number];
    candidates: number;
  } | null>({
    type: ['object', 'null'],
    description:
      'Why one of several hosts has the booking. Null where there was nobody to choose from: one host, or all of them take part.',
    properties: {
      strategy: oneOf(['round_robin', 'priority'] as const, { description: 'By which it was chosen.' }),
      reason: oneOf(assignmentReasons, {
        description:
          '`wanted`: asked for; `only_one`: nobody else was free; `joins`: its group was open already; otherwise what put it before the next.',
      }),
      candidates: Type.Integer({ minimum: 1, description: 'How many could have had it.' }),
    },
    required: ['strategy', 'reason', 'candidates'],
  }),
  calendar_connection_id: nullable(Type.String()),
  calendar_event_id: nullable(Type.String()),
  notes: nullable(Type.String()),
  metadata: Metadata,
  location: nullable(Type.String()),
  meeting_url: nullable(Type.String()),
  cancelled_at: nullable(Instant('When it was cancelled.')),
  cancel_reason: nullable(Type.String()),
  no_show_at: nullable(Instant('When it was said that the invitee did not come.')),
  rescheduled_at: nullable(Instant('When it was last moved.')),
  reschedule_reason: nullable(Type.String()),
  revision: Type.Integer({
    minimum: 0,
    description:
      'Grows by one with every change, moves and the cancellation among them: of two messages about one booking the one with the higher `revision` is newer. Also the SEQUENCE of its calendar invites.',
  }),
  payment: Type.Optional(
    Type.Object(
      {
        amount: Type.Integer({ description: 'In the smallest unit of the currency.' }),
        currency: Type.String(),
        expires_at: Instant('When the unpaid booking frees its time.'),
      },
      { description: 'What is to be paid, while `status` is `pending_payment`.' },
    ),
  ),
  created_at: Instant('When it was made.'),
  updated_at: Instant('When it was last changed.'),
};

export const Booking = component(
  'Booking',
  Type.Object({
    ...bookingFields,
    external_id: nullable(ExternalId),
    cancel_token: Type.Optional(
      Type.String({
        description:
          'Lets its bearer view, move and cancel this one booking by `?token=`. Told on creation, and to keys and people who may do the same.',
      }),
    ),
  }),
);

/** The booking as messages carry it: the resource without its token, and what was before a move or another host. */
export const BookingMessage = component(
  'BookingMessage',
  Type.Object({
    ...bookingFields,
    // Messages are kept as they were told, also those from before bookings had several hosts.
    hosts: Type.Optional(bookingFields.hosts),
    assignment: Type.Optional(bookingFields.assignment),
    // Left out by messages of before there was one.
    no_show_at: Type.Optional(bookingFields.no_show_at),
    external_id: Type.Optional(nullable(ExternalId)),
    previous_start_time: Type.Optional(Instant('With `booking.rescheduled`: the start before the move.')),
    previous_host: Type.Optional(
      Type.Object(hostName, { description: 'With `booking.reassigned`: who held it until then.' }),
    ),
    previous_hosts: Type.Optional(
      Type.Array(Type.Object(hostName), {
        description:
          'Everybody who held it until then: with `booking.reassigned`, and with `booking.rescheduled` where the move changed its hosts.',
      }),
    ),
    reassign_reason: Type.Optional(nullable(Type.String({ description: 'With `booking.reassigned`: why.' }))),
  }),
);

export const BookingList = page('BookingList', Booking, 'newest first');

export const bookingMessageExample = {
  id: exampleId('booking'),
  organization_id: exampleId('organization'),
  event_type_id: exampleId('event_type'),
  event_type: { id: exampleId('event_type'), title: 'Discovery Call', duration: 30 },
  status: 'confirmed',
  is_test: false,
  start_time: '2026-06-15T14:00:00Z',
  end_time: '2026-06-15T14:30:00Z',
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
  invitee_timezone: 'America/New_York',
  attendee_count: 1,
  attendees: [
    {
      id: exampleId('attendee'),
      name: 'Alex Johnson',
      email: 'alex@example.com',
      timezone: 'America/New_York',
      is_primary: true,
    },
  ],
  assigned_host: { member_id: exampleId('member'), name: 'Sam Rivera', email: 'sam@example.com' },
  hosts: [{ member_id: exampleId('member'), name: 'Sam Rivera', email: 'sam@example.com' }],
  assignment: null,
  calendar_connection_id: null,
  calendar_event_id: null,
  notes: null,
  metadata: {},
  external_id: null,
  location: null,
  meeting_url: null,
  cancelled_at: null,
  cancel_reason: null,
  no_show_at: null,
  rescheduled_at: null,
  reschedule_reason: null,
  revision: 0,
  created_at: '2026-06-04T09:12:00Z',
  updated_at: '2026-06-04T09:12:00Z',
};

export const bookingExample = {
  ...bookingMessageExample,
  cancel_token: 'Zk3vQ0m1cTn8x2LrYw7uJ5aH9sD4gBfE6iPqVtKoXyM.org_01jz5x8k3mqv7e2n4r6t8w9y0a',
};
