import { Type } from 'typebox';
import { component } from '../component.ts';
import { Email, exactObject, exampleId, Id, Instant, nullable, oneOf, PersonName } from '../fields.ts';
import { roles } from '../permissions.ts';
import { exampleLinkToken, LinkToken, NewPassword } from './account.ts';
import { page } from './list.ts';

const Address = Email('Who is to join. No address is invited twice at a time.');
const Role = oneOf(roles, { description: 'What the person will be in the organization.' });
const Name = PersonName('What the person is called, as far as whoever invites knows.');

export const InvitationCreate = component(
  'InvitationCreate',
  exactObject({ email: Address, role: Role, name: Type.Optional(nullable(Name)) }),
);

const record = {
  id: Id('invitation'),
  email: Address,
  role: Role,
  name: nullable(Name),
  invited_by: nullable(
    Type.String({
      description: 'The member who invites. Null: a key.',
      examples: [exampleId('member')],
    }),
  ),
  created_at: Instant('When the person was invited.'),
  expires_at: Instant('Until when the link works: 7 days after it was made.'),
};

export const Invitation = component('Invitation', Type.Object(record));
export const InvitationList = page('InvitationList', Invitation, 'newest first');
export const InvitationWithLink = component(
  'InvitationWithLink',
  Type.Object({
    ...record,
    link: nullable(
      Type.String({
        description:
          'The link, where this server sends no mail: hand it over yourself. It is shown this once. Null where a mail brings it.',
      }),
    ),
  }),
);

export const InvitationLookup = component('InvitationLookup', exactObject({ token: LinkToken }));

export const FoundInvitation = component(
  'FoundInvitation',
  Type.Object({
    organization_name: Type.String({ examples: ['Northwind Studio'] }),
    email: Address,
    role: Role,
    name: nullable(Name),
    has_account: Type.Boolean({
      description: 'Whether the address has an account: who joins signs in with it first.',
    }),
  }),
);

export const InvitationAccept = component(
  'InvitationAccept',
  exactObject(
    {
      token: LinkToken,
      name: Type.Optional(PersonName('What people call whoever joins.')),
      password: Type.Optional(NewPassword),
    },
    { description: 'Whoever is signed in joins with that account; else both name and password are needed.' },
  ),
);

export const invitationExample = {
  id: exampleId('invitation'),
  email: 'kim@example.com',
  role: 'member',
  name: 'Kim Lee',
  invited_by: exampleId('member'),
  created_at: '2026-06-04T09:00:00Z',
  expires_at: '2026-06-11T09:00:00Z',
};

export const foundInvitationExample = {
  organization_name: 'Northwind Studio',
  email: 'kim@example.com',
  role: 'member',
  name: 'Kim Lee',
  has_account: false,
};

export const invitationLinkExample = `https://book.example.com/account/invitation?token=${exampleLinkToken}`;
