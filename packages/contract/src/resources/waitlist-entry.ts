import { Type } from 'typebox';
import { longest } from '../bounds.ts';
import { component } from '../component.ts';
import {
  Email,
  exactObject,
  exampleId,
  Id,
  Instant,
  MeetingMinutes,
  nullable,
  oneOf,
  PersonName,
  TimeZone,
} from '../fields.ts';
import { page } from './list.ts';

export const waitlistStatuses = ['waiting', 'promoted', 'expired', 'cancelled'] as const;
export type WaitlistStatus = (typeof waitlistStatuses)[number];

export const WaitlistJoin = component(
  'WaitlistJoin',
  exactObject({
    event_type_id: Id('event_type'),
    start_time: Type.Optional(
      nullable(
        Instant('The taken slot that is waited for: one of the `full_slots`. Left out or null: any time.'),
      ),
    ),
    duration_minutes: Type.Optional(
      MeetingMinutes({ description: 'One of the `duration_options`. Defaults to `duration_minutes`.' }),
    ),
    invitee_name: PersonName('The name of the person who waits.'),
    invitee_email: Email('Their e-mail address.'),
    invitee_timezone: TimeZone('Their zone.'),
    notes: Type.Optional(
      nullable(Type.String({ maxLength: longest.notes, description: 'A message, kept for the booking.' })),
    ),
  }),
);

const entryFields = {
  id: Id('waitlist_entry'),
  event_type_id: Id('event_type'),
  status: oneOf(waitlistStatuses, { description: 'Where the entry stands.' }),
  is_test: Type.Boolean(),
  start_time: nullable(Instant('The wanted start; null: any time.')),
  duration_minutes: Type.Integer({ description: 'The wanted length.' }),
  invitee_name: Type.String(),
  invitee_email: Type.String(),
  invitee_timezone: Type.String(),
  notes: nullable(Type.String()),
  booking_id: nullable(Type.String({ description: 'Once promoted: the booking that was made.' })),
  expires_at: Instant('When the wait ends without a spot.'),
  created_at: Instant('When it was made.'),
};

const Position = Type.Integer({
  minimum: 1,
  description: 'The place in line: while waiting that of now, afterwards the one on joining.',
});

export const WaitlistEntry = component(
  'WaitlistEntry',
  Type.Object({
    ...entryFields,
    position: Type.Optional(Position),
    cancel_token: Type.Optional(
      Type.String({
        description:
          'Lets its bearer leave the waitlist by `?token=`. Told on joining, and to keys and people who may take the entry from the line.',
      }),
    ),
  }),
);

/** The entry as messages carry it: the resource without its token. */
export const WaitlistEntryMessage = component(
  'WaitlistEntryMessage',
  Type.Object({ ...entryFields, position: Position }),
);

export const WaitlistEntryList = page('WaitlistEntryList', WaitlistEntry, 'newest first');

export const waitlistEntryMessageExample = {
  id: exampleId('waitlist_entry'),
  event_type_id: exampleId('event_type'),
  status: 'waiting',
  is_test: false,
  start_time: '2026-06-15T14:00:00Z',
  duration_minutes: 30,
  invitee_name: 'Kim Lee',
  invitee_email: 'kim@example.com',
  invitee_timezone: 'Asia/Seoul',
  notes: null,
  booking_id: null,
  expires_at: '2026-06-11T09:12:00Z',
  created_at: '2026-06-04T09:12:00Z',
  position: 1,
};

export const waitlistEntryExample = {
  ...waitlistEntryMessageExample,
  cancel_token: 'Zk3vQ0m1cTn8x2LrYw7uJ5aH9sD4gBfE6iPqVtKoXyM.org_01jz5x8k3mqv7e2n4r6t8w9y0a',
};
