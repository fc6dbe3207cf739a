import { Type } from 'typebox';
import { Id } from '../fields.ts';
import { operation } from '../operation.ts';
import { exampleLinkToken, SignedIn, signedInExample } from '../resources/account.ts';
import {
  FoundInvitation,
  foundInvitationExample,
  InvitationAccept,
  InvitationCreate,
  InvitationList,
  InvitationLookup,
  InvitationWithLink,
  invitationExample,
  invitationLinkExample,
} from '../resources/invitation.ts';
import { pageQuery } from '../resources/list.ts';

const params = Type.Object({ id: Id('invitation') });

export const createInvitation = operation({
  method: 'POST',
  path: '/v1/invitations',
  operationId: 'createInvitation',
  sdk: 'invitations.create',
  answersSecret: true,
  tag: 'Invitations',
  summary: 'Invite somebody',
  description:
    'A mail brings a link by which they join. Nobody invites to a role above their own; a key invites members, and a live key alone.',
  access: 'key',
  permission: 'invitations.write',
  body: InvitationCreate,
  requestExample: { email: invitationExample.email, role: 'member', name: invitationExample.name },
  answers: {
    201: {
      description: 'Invited.',
      body: InvitationWithLink,
      example: { ...invitationExample, link: null },
    },
  },
  errors: ['reauthentication_required', 'conflict'],
});

export const listInvitations = operation({
  method: 'GET',
  path: '/v1/invitations',
  operationId: 'listInvitations',
  sdk: 'invitations.list',
  tag: 'Invitations',
  summary: 'List invitations',
  description: 'Those that nobody has accepted, for a month after they have ended.',
  access: 'key',
  permission: 'invitations.read',
  query: Type.Object(pageQuery('invitation')),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: InvitationList,
      example: { data: [invitationExample], has_more: false },
    },
  },
});

export const deleteInvitation = operation({
  method: 'DELETE',
  path: '/v1/invitations/{id}',
  operationId: 'deleteInvitation',
  sdk: 'invitations.delete',
  tag: 'Invitations',
  summary: 'Take an invitation back',
  description: 'Its link works no more.',
  access: 'key',
  permission: 'invitations.write',
  params,
  answers: { 204: { description: 'Taken back.' } },
});

export const resendInvitation = operation({
  method: 'POST',
  path: '/v1/invitations/{id}/resend',
  operationId: 'resendInvitation',
  sdk: 'invitations.resend',
  answersSecret: true,
  tag: 'Invitations',
  summary: 'Send an invitation again',
  description: 'With a new link, in the name of whoever asks; the one before works no more.',
  access: 'key',
  permission: 'invitations.write',
  params,
  answers: {
    200: {
      description: 'Sent again.',
      body: InvitationWithLink,
      example: { ...invitationExample, link: invitationLinkExample },
    },
  },
  errors: ['reauthentication_required'],
});

/** Of whoever comes with the link. */
const byLink = { method: 'POST', tag: 'Invitations', access: 'open' } as const;

export const lookUpInvitation = operation({
  ...byLink,
  path: '/v1/invitations/lookup',
  operationId: 'lookUpInvitation',
  sdk: 'invitations.lookUp',
  summary: 'Read an invitation by its link',
  body: InvitationLookup,
  requestExample: { token: exampleLinkToken },
  answers: {
    200: { description: 'The invitation.', body: FoundInvitation, example: foundInvitationExample },
  },
  errors: ['link_expired'],
});

export const acceptInvitation = operation({
  ...byLink,
  path: '/v1/invitations/accept',
  operationId: 'acceptInvitation',
  sdk: 'invitations.accept',
  summary: 'Join by an invitation',
  description:
    'Once, within 7 days. Whoever is signed in joins with their account, if it has the address that was invited; where that address has none, one is made, and signed in. The invitation ends with the power of whoever invited.',
  changesCookie: true,
  body: InvitationAccept,
  requestExample: {
    token: exampleLinkToken,
    name: invitationExample.name,
    password: 'a horse of one’s own',
  },
  answers: { 200: { description: 'Joined, and signed in.', body: SignedIn, example: signedInExample } },
  errors: ['unauthorized', 'conflict', 'link_expired'],
});
