import { Type } from 'typebox';
import { Id } from '../fields.ts';
import { operation } from '../operation.ts';
import { pageQuery } from '../resources/list.ts';
import {
  Absence,
  AbsenceCreate,
  AbsenceList,
  absenceExample,
  Schedule,
  ScheduleUpdate,
  scheduleExample,
} from '../resources/schedule.ts';

const params = Type.Object({ id: Id('member') });

export const getSchedule = operation({
  method: 'GET',
  path: '/v1/members/{id}/schedule',
  operationId: 'getSchedule',
  sdk: 'schedules.get',
  tag: 'Schedules',
  summary: 'Read the schedule of a member',
  access: 'key',
  permission: 'schedules.read',
  embed: ['host'],
  params,
  answers: { 200: { description: 'Its schedule.', body: Schedule, example: scheduleExample } },
});

export const replaceSchedule = operation({
  method: 'PUT',
  path: '/v1/members/{id}/schedule',
  operationId: 'replaceSchedule',
  sdk: 'schedules.replace',
  tag: 'Schedules',
  summary: 'Set the schedule of a member',
  description:
    'A time is free with a host when it lies in the hours of the event type and in the schedule, each by its own clock. Each mode has its own. Bookings that there are stay.',
  access: 'key',
  permission: 'schedules.write',
  embed: ['host'],
  params,
  body: ScheduleUpdate,
  requestExample: {
    timezone: 'America/New_York',
    rules: [1, 2, 3, 4, 5].map((day_of_week) => ({ day_of_week, start_time: '09:00', end_time: '17:00' })),
    overrides: [{ date: '2026-12-25', windows: [] }],
  },
  answers: { 200: { description: 'The schedule as stored.', body: Schedule, example: scheduleExample } },
});

export const deleteSchedule = operation({
  method: 'DELETE',
  path: '/v1/members/{id}/schedule',
  operationId: 'deleteSchedule',
  sdk: 'schedules.delete',
  tag: 'Schedules',
  summary: 'Take the schedule of a member away',
  description: 'The hours of event types are narrowed by it no more.',
  access: 'key',
  permission: 'schedules.write',
  embed: ['host'],
  params,
  answers: { 204: { description: 'There is none.' } },
});

export const createAbsence = operation({
  method: 'POST',
  path: '/v1/members/{id}/absences',
  operationId: 'createAbsence',
  sdk: 'absences.create',
  tag: 'Absences',
  summary: 'Enter when a member is away',
  description:
    'Whole days, in the zone of the member. Bookings that there are stay, and are counted in the answer.',
  access: 'key',
  permission: 'schedules.write',
  embed: ['host'],
  params,
  body: AbsenceCreate,
  requestExample: { start_date: '2026-07-06', end_date: '2026-07-17', note: 'Holiday' },
  answers: { 201: { description: 'The absence.', body: Absence, example: absenceExample } },
});

export const listAbsences = operation({
  method: 'GET',
  path: '/v1/members/{id}/absences',
  operationId: 'listAbsences',
  sdk: 'absences.list',
  tag: 'Absences',
  summary: 'List when a member is away',
  access: 'key',
  permission: 'schedules.read',
  embed: ['host'],
  params,
  query: Type.Object(pageQuery('absence')),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: AbsenceList,
      example: { data: [absenceExample], has_more: false },
    },
  },
});

export const deleteAbsence = operation({
  method: 'DELETE',
  path: '/v1/members/{id}/absences/{absence_id}',
  operationId: 'deleteAbsence',
  sdk: 'absences.delete',
  tag: 'Absences',
  summary: 'Take an absence back',
  access: 'key',
  permission: 'schedules.write',
  embed: ['host'],
  params: Type.Object({ id: Id('member'), absence_id: Id('absence') }),
  answers: { 204: { description: 'The member is there.' } },
});
