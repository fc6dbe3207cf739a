import { Type } from 'typebox';
import { longest } from '../bounds.ts';
import { component } from '../component.ts';
import { exactObject, exampleId, Id, Instant, LocalDate, nullable } from '../fields.ts';
import { availabilityRulesExample, hoursShown, hoursToSet } from './availability.ts';
import { page } from './list.ts';

const { timezone, rules, overrides } = hoursShown;

export const ScheduleUpdate = component(
  'ScheduleUpdate',
  exactObject(hoursToSet, {
    description: 'When the member can meet. It narrows the hours of event types, and makes no grid.',
  }),
);

export const Schedule = component(
  'Schedule',
  Type.Object({
    member_id: Id('member'),
    timezone,
    rules: nullable({ ...rules, description: 'Null: the member has no schedule, and nothing is narrowed.' }),
    overrides: nullable({ ...overrides, description: 'Null without a schedule.' }),
    updated_at: nullable(Instant('When it was set. Null without a schedule.')),
  }),
);

const start_date = LocalDate('The first day away, in the zone of the member.');
const end_date = LocalDate('The last day away, inclusive.');
const note = Type.String({
  maxLength: longest.notes,
  description: 'What the organization shall know of it.',
  examples: ['Holiday'],
});

export const AbsenceCreate = component(
  'AbsenceCreate',
  exactObject({ start_date, end_date, note: Type.Optional(nullable(note)) }),
);

export const Absence = component(
  'Absence',
  Type.Object({
    id: Id('absence'),
    member_id: Id('member'),
    start_date,
    end_date,
    note: nullable(note),
    conflicting_bookings: Type.Integer({
      minimum: 0,
      description: 'Bookings that take the member’s time in it. They stay until they are moved or cancelled.',
    }),
    created_at: Instant('When it was entered.'),
  }),
);

export const AbsenceList = page('AbsenceList', Absence, 'newest first');

export const scheduleExample = {
  member_id: exampleId('member'),
  timezone: availabilityRulesExample.timezone,
  rules: availabilityRulesExample.rules,
  overrides: availabilityRulesExample.overrides,
  updated_at: '2026-06-04T09:00:00Z',
};

export const absenceExample = {
  id: exampleId('absence'),
  member_id: exampleId('member'),
  start_date: '2026-07-06',
  end_date: '2026-07-17',
  note: 'Holiday',
  conflicting_bookings: 0,
  created_at: '2026-06-04T09:00:00Z',
};
