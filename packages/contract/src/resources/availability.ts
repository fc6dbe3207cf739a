import { Type } from 'typebox';
import { mostWindows } from '../bounds.ts';
import { component } from '../component.ts';
import { slotReasons } from '../errors.ts';
import { exactObject, exampleId, Id, Instant, LocalDate, nullable, oneOf, TimeZone } from '../fields.ts';

/** How many dates can be asked for at once, both ends included (docs/availability.md). */
export const maxAvailabilityDays = 92;

const StartTime = Type.String({
  format: 'local-time',
  description: 'Wall-clock time, `HH:MM` or `HH:MM:SS`.',
  examples: ['09:00'],
});
const EndTime = Type.String({
  format: 'local-end-time',
  description: 'Wall-clock time after the start; `24:00` is the end of the day.',
  examples: ['17:00'],
});
const DayOfWeek = Type.Integer({
  minimum: 0,
  maximum: 6,
  description: '0 is Sunday, 6 is Saturday.',
  examples: [1],
});
const Windows = Type.Array(exactObject({ start_time: StartTime, end_time: EndTime }), {
  maxItems: mostWindows,
  description: 'The hours of that date in place of the weekly ones. An empty list closes the day.',
});
const Zone = TimeZone('The zone of these wall-clock times.');

/** Weekly hours and dates that differ, as they are set. */
export const hoursToSet = {
  timezone: Zone,
  rules: Type.Array(exactObject({ day_of_week: DayOfWeek, start_time: StartTime, end_time: EndTime }), {
    maxItems: mostWindows,
    description: 'The weekly hours. Several windows a day are welcome; an empty list clears them.',
  }),
  overrides: Type.Optional(
    Type.Array(exactObject({ date: LocalDate('The date whose hours differ.'), windows: Windows }), {
      maxItems: 366,
      description: 'Dates with hours of their own.',
    }),
  ),
};

/** The same as they are shown. */
export const hoursShown = {
  timezone: Zone,
  rules: Type.Array(
    Type.Object({
      id: Id('availability_rule'),
      day_of_week: DayOfWeek,
      start_time: Type.String({ description: '`HH:MM:SS`.' }),
      end_time: Type.String({ description: '`HH:MM:SS`; `24:00:00` is the end of the day.' }),
    }),
  ),
  overrides: Type.Array(
    Type.Object({
      id: Id('date_override'),
      date: LocalDate('The date.'),
      windows: Type.Array(Type.Object({ start_time: Type.String(), end_time: Type.String() })),
    }),
  ),
};

export const AvailabilityRulesUpdate = component('AvailabilityRulesUpdate', exactObject(hoursToSet));

export const AvailabilityRules = component(
  'AvailabilityRules',
  Type.Object({ event_type_id: Id('event_type'), ...hoursShown }),
);

export const Slot = component(
  'Slot',
  Type.Object({
    start_time: Instant('When the slot starts.'),
    end_time: Instant('When it ends.'),
    spots_remaining: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Group events: the spots left.' }),
    ),
    total_capacity: Type.Optional(Type.Integer({ minimum: 1, description: 'Group events: all spots.' })),
  }),
);

export const Availability = component(
  'Availability',
  Type.Object({
    event_type_id: Id('event_type'),
    timezone: TimeZone('The zone that you asked in.'),
    start: LocalDate('The first date of the range.'),
    end: LocalDate('The last date of the range.'),
    slots: Type.Array(Slot, { description: 'Every time that can be booked, ascending, in UTC.' }),
    capped: Type.Optional(
      Type.Boolean({ description: 'True when the booking cap of the current period is reached.' }),
    ),
    cap_resets_at: Type.Optional(
      nullable(
        Instant(
          'With `capped`: when the next period of the cap begins. Null where none does: a `total` cap.',
        ),
      ),
    ),
    waitlist_available: Type.Optional(
      Type.Boolean({ description: 'Where the waitlist is on: whether there is something to wait for.' }),
    ),
    full_slots: Type.Optional(
      Type.Array(
        Type.Object({
          start_time: Instant('When the taken slot starts.'),
          end_time: Instant('When it ends.'),
          waitlist_position: Type.Integer({
            minimum: 1,
            description: 'The position that a joiner would get.',
          }),
        }),
        { description: 'Where the waitlist is on: the times that are taken.' },
      ),
    ),
  }),
);

/** Why a host cannot take a time (docs/hosts.md). */
export const hostReasons = [
  'inactive',
  'outside_schedule',
  'absent',
  'booked',
  'full',
  'calendar_busy',
  'buffer',
  'apart',
] as const;

export type HostObstacle = (typeof hostReasons)[number];

/** What put the host who is next before the others. */
export const nextReasons = ['only_one', 'joins', 'fair_share', 'priority', 'fewest_bookings', 'id'] as const;

const HostVerdict = Type.Object({
  member_id: Id('member'),
  name: Type.String(),
  required: Type.Boolean({ description: 'Takes part whoever is chosen.' }),
  bookable: Type.Boolean({ description: 'Whether the host could take the time, as far as it goes.' }),
  reason: nullable(oneOf(hostReasons, { description: 'Why not; null when it could.' })),
  details: Type.Object({ message: Type.String({ description: 'The reason in words.' }) }),
  next: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'When its turn is, of those who could be chosen: 1 would get the next booking.',
    }),
  ),
  next_reason: Type.Optional(
    oneOf(nextReasons, { description: 'With `next: 1`: what puts it before the others.' }),
  ),
});

export const Explanation = component(
  'Explanation',
  Type.Object({
    start_time: Instant('The time that you asked about.'),
    bookable: Type.Boolean(),
    reason: nullable(oneOf(slotReasons, { description: 'Why it cannot be booked; null when it can.' })),
    details: Type.Object(
      {
        message: Type.String({ description: 'The reason in words.' }),
        end_time: Type.Optional(Instant('When the slot would end; left out past the year 9999.')),
        spots_remaining: Type.Optional(Type.Integer({ minimum: 0 })),
        total_capacity: Type.Optional(Type.Integer({ minimum: 1 })),
        resets_at: Type.Optional(
          nullable(Instant('With `cap_reached`: when the next period begins. Null for a `total` cap.')),
        ),
      },
      { description: 'What the verdict rests on.' },
    ),
    hosts: Type.Array(HostVerdict, {
      description: 'What each host says to the time: those who are needed first, then by their turns.',
    }),
  }),
);

export const availabilityRulesExample = {
  event_type_id: exampleId('event_type'),
  timezone: 'America/New_York',
  rules: [
    { id: exampleId('availability_rule'), day_of_week: 1, start_time: '09:00:00', end_time: '17:00:00' },
  ],
  overrides: [{ id: exampleId('date_override'), date: '2026-12-25', windows: [] }],
};

export const availabilityExample = {
  event_type_id: exampleId('event_type'),
  timezone: 'America/New_York',
  start: '2026-06-15',
  end: '2026-06-15',
  slots: [
    { start_time: '2026-06-15T13:00:00Z', end_time: '2026-06-15T13:30:00Z' },
    { start_time: '2026-06-15T14:00:00Z', end_time: '2026-06-15T14:30:00Z' },
  ],
};

export const explanationExample = {
  start_time: '2026-06-15T14:00:00Z',
  bookable: false,
  reason: 'booked',
  details: {
    message: 'Another booking of the host takes this time, buffers included.',
    end_time: '2026-06-15T14:30:00Z',
  },
  hosts: [
    {
      member_id: exampleId('member'),
      name: 'Sam Rivera',
      required: false,
      bookable: false,
      reason: 'booked',
      details: { message: 'Another booking takes this time.' },
    },
  ],
};
