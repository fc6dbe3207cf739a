import { Type } from 'typebox';
import { attributesSize, longest, mostAttendees } from '../bounds.ts';
import { component } from '../component.ts';
import {
  Email,
  ExternalId,
  exactObject,
  exampleId,
  Id,
  Instant,
  MeetingMinutes,
  Metadata,
  MetadataInput,
  nullable,
  oneOf,
  PersonName,
  TimeZone,
} from '../fields.ts';
import { page } from './list.ts';

export const bookingStatuses = ['confirmed', 'rescheduled', 'pending_payment', 'cancelled'] as const;

const Notes = Type.String({ maxLength: longest.notes, description: 'A message from the invitee.' });
const Reason = Type.String({ maxLength: longest.reason, description: 'Why, in words for the other side.' });

/** The rules of a time that a key may set aside; that others took the time is none of them. */
export const slotOverrides = ['notice', 'window', 'hours', 'grid'] as const;

const Notify = Type.Optional(
  // Without a default: what is filled in would be another request than the one that was sent to a release before.
  Type.Boolean({
    description:
      'With a key only: false where nobody is to be mailed about it; true unless told. Webhooks are told.',
  }),
);

const Override = Type.Array(oneOf(slotOverrides), {
  uniqueItems: true,
  maxItems: slotOverrides.length,
  description:
    'With a key only: rules that do not hold for this time. `notice` and `window`: however soon or far ahead; `hours`: outside the weekly hours; `grid`: at any minute. Other bookings, capacity and caps always hold.',
});

export const BookingCreate = component(
  'BookingCreate',
  exactObject(
    {
      event_type_id: Id('event_type'),
      start_time: Instant(
        'When the meeting starts: a time that GET /v1/availability offers. Any UTC offset.',
      ),
      invitee_name: Type.Optional(PersonName('The name of the invitee.')),
      invitee_email: Type.Optional(Email('The e-mail address of the invitee.')),
      invitee_timezone: Type.Optional(TimeZone('The zone of the invitee. Defaults to UTC.')),
      attendees: Type.Optional(
        Type.Array(
          exactObject({
            name: PersonName('The name of the attendee.'),
            email: Email('The e-mail address of the attendee.'),
            timezone: Type.Optional(TimeZone('The zone of the attendee. Defaults to UTC.')),
          }),
          {
            minItems: 1,
            maxItems: mostAttendees,
            description:
              'A party, in place of the `invitee_*` fields: each takes one spot, the first is the invitee.',
          },
        ),
      ),
      notes: Type.Optional(nullable(Notes)),
      metadata: Type.Optional(MetadataInput),
      external_id: Type.Optional(
        nullable({
          ...ExternalId,
          description:
            'With a key only: the id that the booking has with you. No two of a mode have the same.',
        }),
      ),
      duration: Type.Optional(MeetingMinutes({ description: 'Minutes; one of the `duration_options`.' })),
      host_id: Type.Optional(
        Id(
          'member',
          'Who shall hold the meeting: a member who is a host of the event type. Those whom every meeting needs take part beside.',
        ),
      ),
      host_attributes: Type.Optional(
        Type.Record(Type.String(), Type.String(), {
          maxProperties: attributesSize.names,
          description:
            'Names and values, such as `{"language": "es"}`: a host who has all of these attributes.',
        }),
      ),
      override: Type.Optional(Override),
      notify: Notify,
    },
    { description: 'Either `invitee_name` and `invitee_email`, or `attendees`.' },
  ),
);

export const BookingReschedule = component(
  'BookingReschedule',
  exactObject({
    new_start_time: Instant('When the meeting shall start. The length stays.'),
    reason: Type.Optional(nullable(Reason)),
    host: Type.Optional(
      oneOf(['keep', 'any'] as const, {
        description:
          '`keep`: those who hold it now, or nobody; `any`: whose turn it is. Unless told, those who hold it where they are free, else whose turn it is.',
      }),
    ),
    override: Type.Optional(Override),
    notify: Notify,
  }),
);

export const BookingCancel = component(
  'BookingCancel',
  exactObject({ reason: Type.Optional(nullable(Reason)), notify: Notify }),
);

export const BookingNoShow = component(
  'BookingNoShow',
  exactObject({
    no_show: Type.Boolean({ description: 'Whether the invitee did not come. False takes it back.' }),
  }),
);

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

export const BookingReassign = component(
  'BookingReassign',
  exactObject({
    member_id: Type.Optional(
      Id('member', 'Who shall hold the meeting: a host of the event type. Left out: whose turn it is.'),
    ),
    reason: Type.Optional(nullable(Reason)),
    force: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          'Whatever their schedule, absences and calendars say: asks for the permission `schedules.write`. Other bookings always hold.',
      }),
    ),
  }),
);

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
