import { Type } from 'typebox';
import { exampleId, Id, oneOf } from '../fields.ts';
import { operation } from '../operation.ts';
import { pageQuery } from '../resources/list.ts';
import {
  WaitlistEntry,
  WaitlistEntryList,
  WaitlistJoin,
  waitlistEntryExample,
  waitlistStatuses,
} from '../resources/waitlist-entry.ts';

const params = Type.Object({ id: Id('waitlist_entry') });

export const joinWaitlist = operation({
  method: 'POST',
  path: '/v1/waitlist',
  operationId: 'joinWaitlist',
  sdk: 'waitlist.join',
  tag: 'Waitlist',
  summary: 'Wait for a time that is taken',
  description:
    'Works with a key and, from browsers, without one. A spot that opens is booked for the first in line who fits. What can be booked now is `conflict`: book it.',
  access: 'public',
  permission: 'waitlist.join',
  publicLimit: 'creates',
  body: WaitlistJoin,
  requestExample: {
    event_type_id: exampleId('event_type'),
    start_time: '2026-06-15T14:00:00Z',
    invitee_name: 'Kim Lee',
    invitee_email: 'kim@example.com',
    invitee_timezone: 'Asia/Seoul',
  },
  answers: { 201: { description: 'The new entry.', body: WaitlistEntry, example: waitlistEntryExample } },
  errors: ['not_found', 'conflict', 'slot_unavailable'],
});

export const listWaitlist = operation({
  method: 'GET',
  path: '/v1/waitlist',
  operationId: 'listWaitlist',
  sdk: 'waitlist.list',
  tag: 'Waitlist',
  summary: 'List waitlist entries',
  access: 'key',
  permission: 'waitlist.read',
  query: Type.Object({
    ...pageQuery('waitlist_entry'),
    event_type_id: Type.Optional(Id('event_type')),
    status: Type.Optional(oneOf(waitlistStatuses, { description: 'Only entries that stand so.' })),
  }),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: WaitlistEntryList,
      example: { data: [waitlistEntryExample], has_more: false },
    },
  },
});

export const getWaitlistEntry = operation({
  method: 'GET',
  path: '/v1/waitlist/{id}',
  operationId: 'getWaitlistEntry',
  sdk: 'waitlist.get',
  tag: 'Waitlist',
  summary: 'Read a waitlist entry',
  access: 'key',
  permission: 'waitlist.read',
  params,
  answers: { 200: { description: 'The entry.', body: WaitlistEntry, example: waitlistEntryExample } },
});

export const cancelWaitlistEntry = operation({
  method: 'POST',
  path: '/v1/waitlist/{id}/cancel',
  operationId: 'cancelWaitlistEntry',
  sdk: 'waitlist.cancel',
  tag: 'Waitlist',
  summary: 'Leave the waitlist',
  description:
    'Safe to retry. An entry that expired is answered as it is; one that was promoted is `conflict`: cancel its booking.',
  access: 'token',
  permission: 'waitlist.leave',
  publicLimit: 'changes',
  params,
  query: Type.Object({
    token: Type.Optional(
      Type.String({ description: 'The `cancel_token` of the entry, in place of an API key.' }),
    ),
  }),
  answers: {
    200: {
      description: 'The entry that waits no longer.',
      body: WaitlistEntry,
      example: { ...waitlistEntryExample, status: 'cancelled' },
    },
  },
  errors: ['conflict'],
});
