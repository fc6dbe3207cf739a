import { type Static, Type } from 'typebox';
import { longest, mostAttendees, slugPattern } from '../bounds.ts';
import { component } from '../component.ts';
import {
  ExternalId,
  exactObject,
  exampleId,
  Id,
  Instant,
  MeetingMinutes,
  Minutes,
  nullable,
  oneOf,
  TimeZone,
} from '../fields.ts';
import { page } from './list.ts';
import { Notifications, NotificationsChange, notificationDefaults } from './notifications.ts';

export const capPeriods = ['daily', 'weekly', 'monthly', 'total'] as const;
export const assignmentStrategies = ['round_robin', 'collective', 'priority'] as const;

const Title = Type.String({
  minLength: 1,
  maxLength: longest.title,
  description: 'The name that invitees see.',
  examples: ['30 Minute Meeting'],
});
const Slug = Type.String({
  minLength: 1,
  maxLength: longest.slug,
  pattern: slugPattern,
  description:
    'The name in addresses: lower-case letters, digits and single hyphens. Unique within organization and mode.',
  examples: ['30-min-meeting'],
});
const Duration = MeetingMinutes({ description: 'The length of a meeting in minutes.', examples: [30] });

/** The optional fields with their limits (docs/event-types.md). */
const settings = {
  description: nullable(
    Type.String({ maxLength: longest.description, description: 'What the meeting is about.' }),
  ),
  buffer_before_minutes: Minutes(0, 120, { description: 'Time kept free before each meeting.' }),
  buffer_after_minutes: Minutes(0, 120, { description: 'Time kept free after each meeting.' }),
  color: Type.String({
    pattern: '^#[0-9a-fA-F]{6}$',
    description: 'The colour in calendars, `#rrggbb`.',
  }),
  max_attendees: Type.Integer({
    minimum: 1,
    maximum: mostAttendees,
    description: 'How many attendees share one slot. More than 1 makes a group event.',
  }),
  duration_options: nullable(
    Type.Array(MeetingMinutes(), {
      minItems: 1,
      maxItems: 50,
      uniqueItems: true,
      description: 'The lengths that an invitee may choose from; contains `duration_minutes`.',
      examples: [[15, 30, 60]],
    }),
  ),
  price_amount: nullable(
    Type.Integer({
      minimum: 100,
      maximum: 99_999_999,
      description:
        'The price in the smallest unit of the currency (cents), as Stripe counts it: 250000 `huf` are 2,500.00.',
    }),
  ),
  price_currency: Type.String({
    pattern: '^[a-zA-Z]{3}$',
    description: 'The three-letter code of a currency that can be charged; answered in lower case.',
  }),
  reminder_intervals: Type.Array(Minutes(5, 43_200), {
    maxItems: 10,
    description: 'Minutes before the meeting at which a reminder is sent.',
  }),
  booking_cap: nullable(
    Type.Integer({
      minimum: 1,
      maximum: 10_000,
      description: 'How many bookings may be received per period.',
    }),
  ),
  booking_cap_period: nullable(
    oneOf(capPeriods, { description: 'The period of the cap. Set together with `booking_cap`.' }),
  ),
  minimum_notice_minutes: Minutes(0, 43_200, {
    description: 'How long before its start a slot must be booked.',
  }),
  booking_window_days: nullable(
    Type.Integer({
      minimum: 1,
      maximum: 730,
      description: 'How many days ahead can be booked, counted in dates of the zone. Null: no limit.',
    }),
  ),
  slot_interval_minutes: nullable(
    MeetingMinutes({
      description: 'The distance between slot starts. Null: the duration plus both buffers.',
    }),
  ),
  cancel_cutoff_minutes: nullable(
    Minutes(0, 43_200, {
      description:
        'How long before its start a booking can last be cancelled without an API key. Null: until it begins.',
    }),
  ),
  reschedule_cutoff_minutes: nullable(
    Minutes(0, 43_200, {
      description:
        'How long before its start a booking can last be moved without an API key. Null: until it begins.',
    }),
  ),
  waitlist_enabled: Type.Boolean({ description: 'Whether full slots can be waited for.' }),
  location: nullable(
    Type.String({
      maxLength: longest.location,
      description: 'Where the meeting takes place: free text or an address of a call.',
    }),
  ),
  assignment_strategy: oneOf(assignmentStrategies, {
    description:
      'With several hosts: one of them in fair turn, or all together, or one of those who are free with the highest priority.',
  }),
  allow_host_choice: Type.Boolean({
    description:
      'With several hosts of whom one is chosen: whether visitors may choose who it is. Their names are public then.',
  }),
  external_id: nullable(ExternalId),
  allow_duplicate_attendees: Type.Boolean({
    description:
      'In a group, without an API key: whether one e-mail address may take several places of a slot.',
  }),
  max_party_without_key: Type.Integer({
    minimum: 1,
    maximum: mostAttendees,
    description: 'How many people one booking may bring without an API key.',
  }),
};

const Settings = Type.Object(settings);

/** What an event type is born with where the caller is silent (docs/event-types.md). */
export const eventTypeDefaults: Static<typeof Settings> = {
  description: null,
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  color: '#3b82f6',
  max_attendees: 1,
  duration_options: null,
  price_amount: null,
  price_currency: 'usd',
  reminder_intervals: [1440, 60],
  booking_cap: null,
  booking_cap_period: null,
  minimum_notice_minutes: 0,
  booking_window_days: null,
  slot_interval_minutes: null,
  cancel_cutoff_minutes: null,
  reschedule_cutoff_minutes: null,
  waitlist_enabled: false,
  location: null,
  assignment_strategy: 'round_robin',
  allow_host_choice: false,
  external_id: null,
  allow_duplicate_attendees: false,
  max_party_without_key: 10,
};

type OptionalSettings = {
  [K in keyof typeof settings]: ReturnType<typeof Type.Optional<(typeof settings)[K]>>;
};
const names = Object.keys(settings) as (keyof typeof settings)[];
const optional = Object.fromEntries(
  names.map((name) => [name, Type.Optional(settings[name])]),
) as OptionalSettings;
const withDefaults = Object.fromEntries(
  names.map((name) => [name, Type.Optional({ ...settings[name], default: eventTypeDefaults[name] })]),
) as unknown as OptionalSettings;

const notifications = Type.Optional(NotificationsChange);

export const EventTypeCreate = component(
  'EventTypeCreate',
  exactObject({ title: Title, slug: Slug, duration_minutes: Duration, ...withDefaults, notifications }),
);

export const EventTypeUpdate = component(
  'EventTypeUpdate',
  exactObject(
    {
      title: Type.Optional(Title),
      slug: Type.Optional(Slug),
      duration_minutes: Type.Optional(Duration),
      ...optional,
      notifications,
      active: Type.Optional(
        Type.Boolean({ description: 'False hides the event type from public availability.' }),
      ),
    },
    { description: 'Only the fields to change. The merged event type is checked as a whole.' },
  ),
);

const identity = {
  id: Id('event_type'),
  organization_id: Id('organization'),
  title: Title,
  slug: Slug,
  description: settings.description,
  duration_minutes: Duration,
  duration_options: settings.duration_options,
  buffer_before_minutes: settings.buffer_before_minutes,
  buffer_after_minutes: settings.buffer_after_minutes,
  color: settings.color,
  timezone: TimeZone('The zone of its weekly hours; set with them.'),
  active: Type.Boolean(),
  is_test: Type.Boolean({ description: 'Whether it belongs to test mode.' }),
  price_amount: settings.price_amount,
  price_currency: settings.price_currency,
  max_attendees: settings.max_attendees,
  minimum_notice_minutes: settings.minimum_notice_minutes,
  cancel_cutoff_minutes: settings.cancel_cutoff_minutes,
  reschedule_cutoff_minutes: settings.reschedule_cutoff_minutes,
  location: settings.location,
  waitlist_enabled: settings.waitlist_enabled,
  created_at: Instant('When it was made.'),
  updated_at: Instant('When it was last changed.'),
};

const PublicHost = Type.Object({
  member_id: Id('member'),
  name: Type.String({ description: 'The name of the member.' }),
  required: Type.Boolean({
    description: 'Takes part in every meeting. The others are to choose from, as `host_id`.',
  }),
});

/** What anyone may read of an event type: this list and nothing else. */
export const PublicEventType = component(
  'PublicEventType',
  Type.Object({
    ...identity,
    organization: Type.Object(
      {
        name: Type.String({ description: 'What people know it by.' }),
        logo_url: nullable(Type.String({ description: 'Its logo, as it is served from here.' })),
      },
      { description: 'Who offers it.' },
    ),
    hosts: Type.Array(PublicHost, {
      description:
        'Who takes part in every meeting, and where visitors may choose (`allow_host_choice`) those they can choose from.',
    }),
  }),
);

export const EventType = component(
  'EventType',
  Type.Object({
    ...identity,
    reminder_intervals: settings.reminder_intervals,
    notifications: Notifications,
    booking_cap: settings.booking_cap,
    booking_cap_period: settings.booking_cap_period,
    bookings_remaining: nullable(
      Type.Integer({ minimum: 0, description: 'Bookings left in the current period. Null without a cap.' }),
    ),
    booking_window_days: settings.booking_window_days,
    slot_interval_minutes: settings.slot_interval_minutes,
    assignment_strategy: settings.assignment_strategy,
    allow_host_choice: settings.allow_host_choice,
    external_id: settings.external_id,
    allow_duplicate_attendees: settings.allow_duplicate_attendees,
    max_party_without_key: settings.max_party_without_key,
  }),
);

export const EventTypeList = page('EventTypeList', EventType, 'newest first');

const identityExample = {
  id: exampleId('event_type'),
  organization_id: exampleId('organization'),
  title: '30 Minute Meeting',
  slug: '30-min-meeting',
  description: null,
  duration_minutes: 30,
  duration_options: null,
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  color: '#3b82f6',
  timezone: 'America/New_York',
  active: true,
  is_test: true,
  price_amount: null,
  price_currency: 'usd',
  max_attendees: 1,
  minimum_notice_minutes: 0,
  cancel_cutoff_minutes: null,
  reschedule_cutoff_minutes: null,
  location: null,
  waitlist_enabled: false,
  created_at: '2026-06-04T09:00:00Z',
  updated_at: '2026-06-04T09:00:00Z',
};

export const publicEventTypeExample = {
  ...identityExample,
  organization: { name: 'Northwind', logo_url: null },
  hosts: [{ member_id: exampleId('member'), name: 'Sam Rivera', required: true }],
};

export const eventTypeExample = {
  ...identityExample,
  reminder_intervals: [1440, 60],
  notifications: notificationDefaults,
  booking_cap: null,
  booking_cap_period: null,
  bookings_remaining: null,
  booking_window_days: null,
  slot_interval_minutes: null,
  assignment_strategy: 'round_robin',
  allow_host_choice: false,
  external_id: null,
  allow_duplicate_attendees: false,
  max_party_without_key: 10,
};
