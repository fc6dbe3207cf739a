import { Type } from 'typebox';
import { ExternalId, Id, oneOf } from '../fields.ts';
import { operation } from '../operation.ts';
import { roles } from '../permissions.ts';
import { pageQuery } from '../resources/list.ts';
import {
  Member,
  MemberCreate,
  MemberList,
  MemberRemoval,
  MemberRemove,
  MemberUpdate,
  memberExample,
  memberRemovalExample,
} from '../resources/member.ts';

const params = Type.Object({ id: Id('member') });

export const createMember = operation({
  method: 'POST',
  path: '/v1/members',
  operationId: 'createMember',
  sdk: 'members.create',
  tag: 'Members',
  summary: 'Add a member',
  description:
    'A host who never signs in, with the role `member`. One that a test key adds exists in test mode only.',
  access: 'key',
  permission: 'members.write',
  body: MemberCreate,
  requestExample: { name: memberExample.name, email: memberExample.email, timezone: memberExample.timezone },
  answers: {
    201: {
      description: 'The new member.',
      body: Member,
      example: {
        ...memberExample,
        external_id: null,
        attributes: {},
        event_type_count: 0,
        upcoming_bookings: 0,
      },
    },
  },
  errors: ['conflict'],
});

export const listMembers = operation({
  method: 'GET',
  path: '/v1/members',
  operationId: 'listMembers',
  sdk: 'members.list',
  tag: 'Members',
  summary: 'List members',
  description: 'With a test key also those that exist in test mode only.',
  access: 'key',
  permission: 'members.read',
  query: Type.Object({
    ...pageQuery('member'),
    role: Type.Optional(oneOf(roles, { description: 'Only members of this role.' })),
    active: Type.Optional(Type.Boolean({ description: 'Only active or only inactive ones.' })),
    external_id: Type.Optional({ ...ExternalId, description: 'Only the member with this id of yours.' }),
  }),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: MemberList,
      example: { data: [memberExample], has_more: false },
    },
  },
});

export const getMember = operation({
  method: 'GET',
  path: '/v1/members/{id}',
  operationId: 'getMember',
  sdk: 'members.get',
  tag: 'Members',
  summary: 'Read a member',
  access: 'key',
  permission: 'members.read',
  params,
  answers: { 200: { description: 'The member.', body: Member, example: memberExample } },
});

export const updateMember = operation({
  method: 'PATCH',
  path: '/v1/members/{id}',
  operationId: 'updateMember',
  sdk: 'members.update',
  tag: 'Members',
  summary: 'Change a member',
  description:
    'A test key changes members that exist in test mode only: others are `forbidden`. So is a role above that of whoever asks: a key takes part in no other role than `member`, and nobody changes their own.',
  access: 'key',
  permission: 'members.write',
  params,
  body: MemberUpdate,
  requestExample: { timezone: 'America/New_York', attributes: { language: ['en', 'es'] } },
  answers: {
    200: {
      description: 'The changed member.',
      body: Member,
      example: { ...memberExample, timezone: 'America/New_York' },
    },
  },
  errors: ['reauthentication_required', 'conflict', 'last_owner'],
});

export const deleteMember = operation({
  method: 'DELETE',
  path: '/v1/members/{id}',
  operationId: 'deleteMember',
  sdk: 'members.delete',
  tag: 'Members',
  summary: 'Remove a member',
  description:
    'From then on the member holds no new meeting, is a host of nothing, and cannot sign in; the name stays with what was held. Where bookings lie ahead, say what becomes of them: they are dealt with one by one after the answer, and `GET /v1/member-removals/{id}` tells how far that is.',
  access: 'key',
  permission: 'members.write',
  params,
  body: MemberRemove,
  bodyOptional: true,
  requestExample: { bookings: 'cancel' },
  answers: {
    200: {
      description: 'The member is removed; what becomes of the bookings.',
      body: MemberRemoval,
      example: { ...memberRemovalExample, status: 'working', cancelled: 0, finished_at: null },
    },
  },
  errors: ['reauthentication_required', 'last_owner', 'member_has_bookings'],
});

export const getMemberRemoval = operation({
  method: 'GET',
  path: '/v1/member-removals/{id}',
  operationId: 'getMemberRemoval',
  sdk: 'members.getRemoval',
  tag: 'Members',
  summary: 'Read what became of a removed member’s bookings',
  access: 'key',
  permission: 'members.read',
  params: Type.Object({ id: Id('member_removal') }),
  answers: { 200: { description: 'How far it is.', body: MemberRemoval, example: memberRemovalExample } },
});
