import { Type } from 'typebox';
import { passwordLength } from '../bounds.ts';
import { component } from '../component.ts';
import {
  Email,
  exactObject,
  exampleId,
  Id,
  Instant,
  nullable,
  oneOf,
  PersonName,
  TimeZone,
} from '../fields.ts';
import { roles } from '../permissions.ts';
import { modes } from './api-key.ts';

/** A password as somebody types it; whether it is a good one, the server judges. */
export const Password = (description: string) =>
  Type.String({ minLength: 1, maxLength: passwordLength.most, description, examples: [examplePassword] });

export const NewPassword = Type.String({
  maxLength: passwordLength.most,
  description: `At least ${passwordLength.least} characters, of any kind; none of the commonest passwords.`,
  examples: ['a better horse than before'],
});

/** What tells the document and tests how to sign in. */
export const examplePassword = 'correct horse battery staple';
export const exampleEmail = 'sam@example.com';

const Locale = Type.String({
  pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}$',
  description: 'The language that pages and mails speak to the person (BCP 47).',
  examples: ['de'],
});

export const User = component(
  'User',
  Type.Object({
    id: Id('user'),
    name: PersonName('What people call them.'),
    email: Email('The address that they sign in with.'),
    email_verified: Type.Boolean({ description: 'Whether a link to the address was opened.' }),
    locale: nullable(Locale),
    timezone: nullable(TimeZone('Their zone.')),
    totp: Type.Boolean({ description: 'Whether they sign in with a code of an app as well.' }),
    created_at: Instant('When the account was made.'),
  }),
);

export const UserUpdate = component(
  'UserUpdate',
  exactObject({
    name: Type.Optional(PersonName('What people call them.')),
    email: Type.Optional(
      Email(
        'The address that they want to sign in with: a mail brings a link to it, and it is theirs once they have confirmed that. Their own one anew where it was never verified.',
      ),
    ),
    locale: Type.Optional(nullable(Locale)),
    timezone: Type.Optional(nullable(TimeZone('Their zone.'))),
  }),
);

const Role = oneOf(roles, { description: 'What the person is in the organization.' });

export const AccountOrganization = component(
  'AccountOrganization',
  Type.Object({
    id: Id('organization'),
    name: Type.String({ examples: ['Northwind Studio'] }),
    slug: Type.String({ examples: ['northwind'] }),
    role: Role,
    member_id: Id('member'),
  }),
);

const OneTimeCode = Type.String({
  maxLength: 40,
  description: 'A code of the app (RFC 6238), or a recovery code; each works once.',
  examples: ['123456'],
});

export const SignIn = component(
  'SignIn',
  exactObject({
    email: Email('The address of the account, in any case.'),
    password: Password('Its password.'),
    otp: Type.Optional(OneTimeCode),
  }),
);

/** 256 random bits in base64url; whatever else is sent is a link that does not work. */
export const LinkToken = Type.String({
  maxLength: 255,
  description: 'What stands in the link.',
  examples: ['Zk3vQ0m1cTn8x2LrYw7uJ5aH9sD4gBfE6iPqVtKoXyM'],
});
export const exampleLinkToken = 'Zk3vQ0m1cTn8x2LrYw7uJ5aH9sD4gBfE6iPqVtKoXyM';

export const SetUp = component(
  'SetUp',
  exactObject({
    token: LinkToken,
    name: PersonName('What people call the owner.'),
    email: Email('The address that the owner signs in with, and is told of bookings at.'),
    password: NewPassword,
  }),
);

export const LinkWish = component(
  'LinkWish',
  exactObject({ email: Email('The address of the account, in any case.') }),
);

export const LinkUse = component('LinkUse', exactObject({ token: LinkToken }));

export const SignInByLink = component(
  'SignInByLink',
  exactObject({ token: LinkToken, otp: Type.Optional(OneTimeCode) }),
);

export const PasswordByLink = component(
  'PasswordByLink',
  exactObject({ token: LinkToken, new_password: NewPassword, otp: Type.Optional(OneTimeCode) }),
);

export const SignedIn = component(
  'SignedIn',
  Type.Object({
    user: User,
    organizations: Type.Array(AccountOrganization, { description: 'Those that the account is a member of.' }),
  }),
);

export const OtpRequired = component(
  'OtpRequired',
  Type.Object({
    otp_required: Type.Literal(true, {
      description: 'All is right so far, and nothing was done: send the same with `otp`.',
    }),
  }),
);

/** Of whoever may have to send a code as well. */
export const SignedInOrCode = Type.Union([SignedIn, OtpRequired]);

export const TotpBegun = component(
  'TotpBegun',
  Type.Object({
    otpauth_url: Type.String({
      description: 'What an app reads as a QR code.',
      examples: ['otpauth://totp/Astrocal:sam%40example.com?issuer=Astrocal&secret=JBSWY3DPEHPK3PXP'],
    }),
    secret: Type.String({
      description: 'The secret alone, to type it.',
      examples: ['JBSWY3DPEHPK3PXP'],
    }),
  }),
);

export const TotpConfirm = component('TotpConfirm', exactObject({ otp: OneTimeCode }));

export const RecoveryCodes = component(
  'RecoveryCodes',
  Type.Object({
    recovery_codes: Type.Array(Type.String({ examples: ['k3ma-7tqd-w2xz-5nbh'] }), {
      description: 'Ten codes for when the app is lost, each for once. They are shown this once.',
    }),
  }),
);

export const CurrentSession = component(
  'CurrentSession',
  Type.Object({
    user: User,
    member: Type.Object({ id: Id('member'), role: Role }),
    organization: Type.Object({
      id: Id('organization'),
      name: Type.String({ examples: ['Northwind Studio'] }),
      slug: Type.String({ examples: ['northwind'] }),
    }),
    permissions: Type.Array(Type.String({ examples: ['event_types.write'] }), {
      description: 'What the role has, over everything in the organization.',
    }),
    permissions_over_own: Type.Array(Type.String({ examples: ['bookings.change'] }), {
      description: 'What it has over what is the person’s own, such as the bookings that they host.',
    }),
    mode: oneOf(modes, { description: 'As the `Astrocal-Mode` of this request says.' }),
    expires_at: Instant('When the session ends at the latest.'),
    proven_until: Instant('Until when the person need not prove again who they are.'),
  }),
);

export const Session = component(
  'Session',
  Type.Object({
    id: Id('session'),
    is_current: Type.Boolean({ description: 'Whether it is the one that asks.' }),
    user_agent: nullable(Type.String({ description: 'The browser, as it names itself.' })),
    address: nullable(Type.String({ description: 'Where it was used last.', examples: ['203.0.113.7'] })),
    created_at: Instant('When somebody signed in.'),
    last_seen_at: Instant('When it was used last, to about a minute.'),
    expires_at: Instant('When it ends at the latest.'),
  }),
);

export const Reauthentication = component(
  'Reauthentication',
  exactObject(
    {
      password: Type.Optional(Password('The password of the account.')),
      otp: Type.Optional(OneTimeCode),
    },
    { description: 'The code where the account has an app for codes, else the password.' },
  ),
);

export const PasswordChange = component(
  'PasswordChange',
  exactObject({ current_password: Password('The password so far.'), new_password: NewPassword }),
);

export const OrganizationChoice = component(
  'OrganizationChoice',
  exactObject({ organization_id: Id('organization') }),
);

export const SignInMethods = component(
  'SignInMethods',
  Type.Object({
    password: Type.Boolean({ description: 'Whether a password opens an account.' }),
    magic_link: Type.Boolean({
      description: 'Whether mails with links are sent: without a mail server they are kept.',
    }),
  }),
);

export const userExample = {
  id: exampleId('user'),
  name: 'Sam Rivera',
  email: exampleEmail,
  email_verified: true,
  locale: null,
  timezone: 'Europe/Berlin',
  totp: false,
  created_at: '2026-06-04T09:00:00Z',
};

const organizationExample = {
  id: exampleId('organization'),
  name: 'Northwind Studio',
  slug: 'northwind',
};

export const signedInExample = {
  user: userExample,
  organizations: [{ ...organizationExample, role: 'owner', member_id: exampleId('member') }],
};

export const currentSessionExample = {
  user: userExample,
  member: { id: exampleId('member'), role: 'member' },
  organization: organizationExample,
  permissions: ['event_types.read', 'availability.read', 'bookings.create'],
  permissions_over_own: ['bookings.read', 'bookings.change'],
  mode: 'live',
  expires_at: '2026-07-04T09:00:00Z',
  proven_until: '2026-06-04T09:10:00Z',
};

export const sessionExample = {
  id: exampleId('session'),
  is_current: true,
  user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  address: '203.0.113.7',
  created_at: '2026-06-04T09:00:00Z',
  last_seen_at: '2026-06-04T09:30:00Z',
  expires_at: '2026-07-04T09:00:00Z',
};
