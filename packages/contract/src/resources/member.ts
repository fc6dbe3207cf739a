import { Type } from 'typebox';
import { attributesSize } from '../bounds.ts';
import { component } from '../component.ts';
import {
  Email,
  ExternalId,
  exactObject,
  exampleId,
  Id,
  Instant,
  nullable,
  oneOf,
  PersonName,
  TimeZone,
} from '../fields.ts';
import { roles } from '../permissions.ts';
import { page } from './list.ts';

const AttributeText = { type: 'string', minLength: 1, maxLength: attributesSize.value } as const;

/** What sets members apart, by name: a text, or several. */
export type AttributeValues = Readonly<Record<string, string | readonly string[]>>;

const Attributes = Type.Unsafe<AttributeValues>({
  type: 'object',
  maxProperties: attributesSize.names,
  propertyNames: { minLength: 1, maxLength: attributesSize.name },
  additionalProperties: {
    anyOf: [
      AttributeText,
      {
        type: 'array',
        items: AttributeText,
        minItems: 1,
        maxItems: attributesSize.values,
        uniqueItems: true,
      },
    ],
  },
  description: `What sets the member apart, by names of your own: each a text or up to ${attributesSize.values} of them. At most ${attributesSize.names} names.`,
  examples: [{ language: ['en', 'es'], office: 'Berlin' }],
});

const Name = PersonName('The name that invitees see.');
const Address = Email('Where the member is told of bookings. No two members of a mode have the same.');
const Zone = TimeZone('Where the member’s days begin and end.');
const Active = Type.Boolean({
  description: 'False: gets no new bookings. Those that there are stay.',
});

export const MemberCreate = component(
  'MemberCreate',
  exactObject({
    name: Name,
    email: Address,
    timezone: Type.Optional({
      ...Zone,
      description: 'Where the member’s days begin and end. That of the organization unless told.',
    }),
    external_id: Type.Optional(nullable(ExternalId)),
    attributes: Type.Optional({ ...Attributes, default: {} }),
  }),
);

export const MemberUpdate = component(
  'MemberUpdate',
  exactObject(
    {
      name: Type.Optional(Name),
      email: Type.Optional(Address),
      timezone: Type.Optional(Zone),
      active: Type.Optional(Active),
      role: Type.Optional(
        oneOf(roles, {
          description: 'What the member is in the organization from now on. Nobody changes their own.',
        }),
      ),
      external_id: Type.Optional(nullable(ExternalId)),
      attributes: Type.Optional(Attributes),
    },
    { description: 'Only the fields to change. `attributes` replaces all of them.' },
  ),
);

const fields = {
  id: Id('member'),
  organization_id: Id('organization'),
  user_id: nullable(
    Type.String({ description: 'The account that signs in as the member. Null: nobody does.' }),
  ),
  name: Name,
  email: Address,
  role: oneOf(roles, { description: 'What the member is in the organization.' }),
  timezone: Zone,
  active: Active,
  external_id: nullable(ExternalId),
  attributes: Attributes,
  is_test: Type.Boolean({ description: 'Whether the member exists in test mode only.' }),
  last_seen_at: nullable(Instant('When the member was last signed in.')),
  created_at: Instant('When it was made.'),
  updated_at: Instant('When it was last changed.'),
};

export const Member = component(
  'Member',
  Type.Object({
    ...fields,
    has_calendar: Type.Boolean({ description: 'Whether a calendar of the member is connected.' }),
    event_type_count: Type.Integer({
      minimum: 0,
      description: 'How many event types of the key’s mode the member is a host of.',
    }),
    upcoming_bookings: Type.Integer({
      minimum: 0,
      description: 'How many bookings of the key’s mode that have not begun take the member’s time.',
    }),
  }),
);

/** The member as messages carry it: what is counted of it changes without them. */
export const MemberMessage = component('MemberMessage', Type.Object(fields));

/** What becomes of the bookings that a member has ahead when it is removed. */
const memberBookings = ['reassign', 'cancel', 'keep'] as const;
export type MemberBookings = (typeof memberBookings)[number];

const Bookings = oneOf(memberBookings, {
  description:
    'What becomes of the bookings that the member has ahead: `reassign` gives each to another host of its event type, whose turn it is, and keeps those that nobody else can hold; `cancel` cancels them, with mail; `keep` leaves them with the name of who was there.',
});

export const MemberRemove = component('MemberRemove', exactObject({ bookings: Type.Optional(Bookings) }));

const Count = (description: string) => Type.Integer({ minimum: 0, description });

export const MemberRemoval = component(
  'MemberRemoval',
  Type.Object({
    id: Id('member_removal'),
    member_id: Id('member'),
    is_test: Type.Boolean(),
    bookings: Bookings,
    status: oneOf(['working', 'done'], {
      description: '`working` until all of the bookings were dealt with.',
    }),
    total: Count('How many bookings the member had ahead.'),
    reassigned: Count('How many of them others hold now.'),
    cancelled: Count('How many of them were cancelled.'),
    kept: Count('How many of them stay with the name of the member.'),
    failed: Type.Array(
      Type.Object({
        booking_id: Id('booking'),
        reason: Type.String({ description: 'The code of the error.' }),
      }),
      {
        description:
          'Those of the kept ones for which it was to be otherwise, up to 100, each with what stood in the way.',
      },
    ),
    created_at: Instant('When the member was removed.'),
    finished_at: nullable(Instant('When the last of the bookings was dealt with.')),
  }),
);

export const MemberList = page('MemberList', Member, 'newest first');

export const memberMessageExample = {
  id: exampleId('member'),
  organization_id: exampleId('organization'),
  user_id: null,
  name: 'Sam Rivera',
  email: 'sam@example.com',
  role: 'member',
  timezone: 'Europe/Berlin',
  active: true,
  external_id: 'user-17',
  attributes: { language: ['en', 'es'] },
  is_test: false,
  last_seen_at: null,
  created_at: '2026-06-04T09:00:00Z',
  updated_at: '2026-06-04T09:00:00Z',
};

export const memberExample = {
  ...memberMessageExample,
  has_calendar: false,
  event_type_count: 2,
  upcoming_bookings: 5,
};

export const memberRemovalExample = {
  id: exampleId('member_removal'),
  member_id: exampleId('member'),
  is_test: false,
  bookings: 'cancel',
  status: 'done',
  total: 2,
  reassigned: 0,
  cancelled: 2,
  kept: 0,
  failed: [],
  created_at: '2026-06-04T09:00:00Z',
  finished_at: '2026-06-04T09:00:01Z',
};
