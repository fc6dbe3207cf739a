import { Type } from 'typebox';
import { attributesSize } from '../bounds.ts';
import { Id, Instant, LocalDate, MeetingMinutes, TimeZone } from '../fields.ts';
import { operation } from '../operation.ts';
import {
  Availability,
  AvailabilityRules,
  AvailabilityRulesUpdate,
  availabilityExample,
  availabilityRulesExample,
  Explanation,
  explanationExample,
  maxAvailabilityDays,
} from '../resources/availability.ts';

const params = Type.Object({ id: Id('event_type') });
const Duration = Type.Optional(
  MeetingMinutes({
    description: 'Minutes: one of the `duration_options`. Defaults to `duration_minutes`.',
  }),
);

export const getAvailabilityRules = operation({
  method: 'GET',
  path: '/v1/event-types/{id}/availability',
  operationId: 'getAvailabilityRules',
  sdk: 'availability.getRules',
  tag: 'Availability',
  summary: 'Read the weekly hours of an event type',
  access: 'key',
  permission: 'event_types.read',
  params,
  answers: {
    200: {
      description: 'Its hours and overrides.',
      body: AvailabilityRules,
      example: availabilityRulesExample,
    },
  },
});

export const replaceAvailabilityRules = operation({
  method: 'PUT',
  path: '/v1/event-types/{id}/availability',
  operationId: 'replaceAvailabilityRules',
  sdk: 'availability.replaceRules',
  tag: 'Availability',
  summary: 'Set the weekly hours of an event type',
  description:
    'Replaces zone, rules and overrides together. Overlapping windows of a day merge; touching ones stay apart, so the grid of slots starts again.',
  access: 'key',
  permission: 'event_types.write',
  params,
  body: AvailabilityRulesUpdate,
  requestExample: {
    timezone: 'America/New_York',
    rules: [1, 2, 3, 4, 5].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' })),
    overrides: [{ date: '2026-12-25', windows: [] }],
  },
  answers: {
    200: { description: 'The hours as stored.', body: AvailabilityRules, example: availabilityRulesExample },
  },
});

export const getAvailability = operation({
  method: 'GET',
  path: '/v1/availability',
  operationId: 'getAvailability',
  sdk: 'availability.list',
  tag: 'Availability',
  summary: 'List the bookable times of an event type',
  description: `At most ${maxAvailabilityDays} days. Every time listed can be booked, and no other can. With \`booking_id\`: every time that this booking can be moved to, and no other, in its own length and with room for its whole party; the time that it has itself is free, no cap is asked, and nothing is said of the waitlist. That needs a key, or the token of the booking.`,
  access: 'public',
  permission: 'availability.read',
  embed: ['booker', 'booking', 'host'],
  publicLimit: 'availability',
  query: Type.Object({
    event_type_id: Id('event_type'),
    start: LocalDate('The first date, in `timezone`.'),
    end: LocalDate('The last date, inclusive.'),
    timezone: Type.Optional(TimeZone('The zone of the two dates. Defaults to UTC.')),
    duration: Duration,
    host_id: Type.Optional(
      Id(
        'member',
        'A member: only times that it holds as one of the hosts. Those whom every meeting needs take part beside. Not with `booking_id`.',
      ),
    ),
    host_attributes: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        maxProperties: attributesSize.names,
        description:
          '`host_attributes[language]=es`: only times of hosts who have all of these attributes. Not with `booking_id`.',
      }),
    ),
    booking_id: Type.Optional(
      Id('booking', 'A booking of this event type: lists the times that it can be moved to.'),
    ),
    token: Type.Optional(
      Type.String({
        description: 'With `booking_id`: the `cancel_token` of the booking, in place of an API key.',
      }),
    ),
  }),
  answers: { 200: { description: 'The bookable times.', body: Availability, example: availabilityExample } },
  errors: ['not_found', 'conflict', 'booking_cancelled', 'host_unavailable'],
});

export const explainAvailability = operation({
  method: 'GET',
  path: '/v1/availability/explain',
  operationId: 'explainAvailability',
  sdk: 'availability.explain',
  tag: 'Availability',
  summary: 'Learn why a time can or cannot be booked',
  description: 'The verdict of the very code that lists slots and accepts bookings.',
  access: 'key',
  permission: 'availability.read',
  query: Type.Object({
    event_type_id: Id('event_type'),
    start_time: Instant('The time in question.'),
    duration: Duration,
  }),
  answers: { 200: { description: 'The verdict.', body: Explanation, example: explanationExample } },
  errors: ['not_found'],
});
