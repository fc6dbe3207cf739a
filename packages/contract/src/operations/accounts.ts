import { Type } from 'typebox';
import { Id } from '../fields.ts';
import { operation } from '../operation.ts';
import {
  CurrentSession,
  currentSessionExample,
  exampleEmail,
  exampleLinkToken,
  examplePassword,
  LinkUse,
  LinkWish,
  OrganizationChoice,
  PasswordByLink,
  PasswordChange,
  Reauthentication,
  Session,
  SetUp,
  SignedIn,
  SignedInOrCode,
  SignIn,
  SignInByLink,
  SignInMethods,
  sessionExample,
  signedInExample,
  User,
  UserUpdate,
  userExample,
} from '../resources/account.ts';

/** Of the account of whoever is signed in. */
const own = { tag: 'Accounts', access: 'session', permission: 'account.own' } as const;

export const getSignInMethods = operation({
  method: 'GET',
  path: '/v1/auth/methods',
  operationId: 'getSignInMethods',
  sdk: 'auth.methods',
  tag: 'Accounts',
  summary: 'How to sign in',
  access: 'open',
  answers: {
    200: {
      description: 'The ways that this server has.',
      body: SignInMethods,
      example: { password: true, magic_link: true },
    },
  },
});

export const signIn = operation({
  method: 'POST',
  path: '/v1/auth/sign-in',
  operationId: 'signIn',
  sdk: 'auth.signIn',
  tag: 'Accounts',
  summary: 'Sign in',
  description:
    'Sets the cookie of a new session, and ends the one whose cookie came along. An unknown address, a wrong password and an account that was tried too often are the same answer.',
  access: 'open',
  changesCookie: true,
  body: SignIn,
  requestExample: { email: exampleEmail, password: examplePassword },
  answers: {
    200: {
      description: 'Signed in; or the password is right, and a code is needed as well.',
      body: SignedInOrCode,
      example: signedInExample,
    },
  },
  errors: ['unauthorized', 'rate_limit_exceeded'],
});

/** Of whoever comes with nothing but a link, or wants one. */
const byLink = { method: 'POST', tag: 'Accounts', access: 'open' } as const;

const entered = {
  200: { description: 'Signed in.', body: SignedIn, example: signedInExample },
} as const;

const enteredOrCode = {
  200: {
    description: 'Signed in; or the link is good, and a code is needed as well: it is not used up by that.',
    body: SignedInOrCode,
    example: signedInExample,
  },
} as const;

export const setUpOwner = operation({
  ...byLink,
  path: '/v1/auth/setup',
  operationId: 'setUpOwner',
  sdk: 'auth.setUp',
  summary: 'Set up the owner',
  description:
    'With the link that the first start prints: the owner gets an account, and is signed in. It works once, for 24 hours.',
  changesCookie: true,
  body: SetUp,
  requestExample: {
    token: exampleLinkToken,
    name: 'Alex Rivera',
    email: 'owner@example.com',
    password: examplePassword,
  },
  answers: entered,
  errors: ['link_expired', 'conflict'],
});

export const sendPasswordLink = operation({
  ...byLink,
  path: '/v1/auth/password-reset',
  operationId: 'sendPasswordLink',
  sdk: 'auth.sendPasswordLink',
  summary: 'Send a link for a new password',
  description: 'Whether or not there is an account with this address, the answer is the same.',
  body: LinkWish,
  requestExample: { email: exampleEmail },
  answers: { 202: { description: 'If there is such an account, it gets a mail.' } },
  errors: ['rate_limit_exceeded'],
});

export const resetPassword = operation({
  ...byLink,
  path: '/v1/auth/password-reset/complete',
  operationId: 'resetPassword',
  sdk: 'auth.resetPassword',
  summary: 'Set a new password by a link',
  description: 'Ends every session of the account and begins a new one.',
  changesCookie: true,
  body: PasswordByLink,
  requestExample: { token: exampleLinkToken, new_password: 'a better horse than before' },
  answers: enteredOrCode,
  errors: ['unauthorized', 'link_expired', 'rate_limit_exceeded'],
});

export const sendSignInLink = operation({
  ...byLink,
  path: '/v1/auth/magic-link',
  operationId: 'sendSignInLink',
  sdk: 'auth.sendSignInLink',
  summary: 'Send a link to sign in by',
  description: 'Whether or not there is an account with this address, the answer is the same.',
  body: LinkWish,
  requestExample: { email: exampleEmail },
  answers: { 202: { description: 'If there is such an account, it gets a mail.' } },
  errors: ['rate_limit_exceeded'],
});

export const signInByLink = operation({
  ...byLink,
  path: '/v1/auth/verify',
  operationId: 'signInByLink',
  sdk: 'auth.signInByLink',
  summary: 'Sign in by a link',
  description:
    'The link proves the address. Where nobody had proved it before, whoever set up the account may be somebody else: its password, sessions and other links end.',
  changesCookie: true,
  body: SignInByLink,
  requestExample: { token: exampleLinkToken },
  answers: enteredOrCode,
  errors: ['unauthorized', 'link_expired', 'rate_limit_exceeded'],
});

export const signOut = operation({
  ...own,
  method: 'POST',
  path: '/v1/auth/sign-out',
  operationId: 'signOut',
  sdk: 'auth.signOut',
  summary: 'Sign out',
  description: 'Ends the session, and takes its cookie away.',
  changesCookie: true,
  answers: { 204: { description: 'Signed out.' } },
});

export const getSession = operation({
  ...own,
  method: 'GET',
  path: '/v1/auth/session',
  operationId: 'getSession',
  sdk: 'auth.session',
  summary: 'Who is signed in',
  answers: {
    200: { description: 'The session that asks.', body: CurrentSession, example: currentSessionExample },
  },
});

export const chooseOrganization = operation({
  ...own,
  method: 'POST',
  path: '/v1/auth/organization',
  operationId: 'chooseOrganization',
  sdk: 'auth.chooseOrganization',
  summary: 'Act in another organization',
  description: 'From now on the session acts in another organization of which the account is a member.',
  body: OrganizationChoice,
  requestExample: { organization_id: 'org_01jz5x8k3mqv7e2n4r6t8w9y0a' },
  answers: { 200: { description: 'Signed in there.', body: SignedIn, example: signedInExample } },
  errors: ['not_found'],
});

export const reauthenticate = operation({
  ...own,
  method: 'POST',
  path: '/v1/auth/reauthenticate',
  operationId: 'reauthenticate',
  sdk: 'auth.reauthenticate',
  summary: 'Prove who you are',
  description:
    'Live keys, secrets, roles and passwords are changed within ten minutes after somebody has signed in, or proven again who they are. The session goes on under a new cookie.',
  changesCookie: true,
  body: Reauthentication,
  requestExample: { password: examplePassword },
  answers: { 204: { description: 'Proven.' } },
  errors: ['rate_limit_exceeded'],
});

export const changePassword = operation({
  ...own,
  method: 'POST',
  path: '/v1/auth/password',
  operationId: 'changePassword',
  sdk: 'auth.changePassword',
  summary: 'Change the password',
  description:
    'Ends every other session of the account. The one that asks goes on under a new cookie. Whoever signs in with codes has proven who they are within ten minutes.',
  changesCookie: true,
  body: PasswordChange,
  requestExample: { current_password: examplePassword, new_password: 'a better horse than before' },
  answers: { 204: { description: 'Changed.' } },
  errors: ['reauthentication_required', 'rate_limit_exceeded'],
});

export const updateUser = operation({
  ...own,
  method: 'PATCH',
  path: '/v1/auth/user',
  operationId: 'updateUser',
  sdk: 'auth.updateUser',
  summary: 'Change the account',
  description:
    'Another email address takes effect when the link that a mail brings to it is confirmed; the address of now is told of it.',
  body: UserUpdate,
  requestExample: { timezone: 'Europe/Berlin' },
  answers: { 200: { description: 'As it is now.', body: User, example: userExample } },
  errors: ['reauthentication_required', 'rate_limit_exceeded'],
});

export const confirmEmail = operation({
  ...own,
  method: 'POST',
  path: '/v1/auth/email',
  operationId: 'confirmEmail',
  sdk: 'auth.confirmEmail',
  summary: 'Confirm an email address',
  description:
    'By the link that was sent to it, once, within 24 hours, and by nobody but the person whose account it is. Ends every other session, and every link of the account. The session that asks goes on under a new cookie.',
  changesCookie: true,
  body: LinkUse,
  requestExample: { token: exampleLinkToken },
  answers: { 200: { description: 'As it is now.', body: User, example: userExample } },
  errors: ['conflict', 'link_expired'],
});

export const listSessions = operation({
  ...own,
  method: 'GET',
  path: '/v1/auth/sessions',
  operationId: 'listSessions',
  sdk: 'auth.sessions',
  summary: 'List sessions',
  description: 'Where the account is signed in, the latest first.',
  answers: {
    200: {
      description: 'All of them.',
      body: Type.Object({ data: Type.Array(Session), has_more: Type.Literal(false) }),
      example: { data: [sessionExample], has_more: false },
    },
  },
});

export const endSession = operation({
  ...own,
  method: 'DELETE',
  path: '/v1/auth/sessions/{id}',
  operationId: 'endSession',
  sdk: 'auth.endSession',
  summary: 'End a session',
  description: 'Every server process refuses it within a second.',
  params: Type.Object({ id: Id('session') }),
  answers: { 204: { description: 'Ended.' } },
});

export const endOtherSessions = operation({
  ...own,
  method: 'DELETE',
  path: '/v1/auth/sessions',
  operationId: 'endOtherSessions',
  sdk: 'auth.endOtherSessions',
  summary: 'End all other sessions',
  answers: { 204: { description: 'Ended.' } },
});
