import { exampleLinkToken, type Operation, operations, type Role } from '@astrocal/contract';
import type { Credentials } from '../../src/bootstrap/credentials.ts';
import { enterAccount } from '../../src/db/organization-directory.ts';
import type { Deps } from '../../src/deps.ts';
import { longestSessionMs } from '../../src/features/accounts/rules.ts';
import { sealCodes } from '../../src/features/accounts/second-factor.ts';
import { withoutCodes } from '../../src/features/accounts/totp.ts';
import { findOwner } from '../../src/features/members/index.ts';
import { randomToken } from '../../src/lib/crypto.ts';
import { newId } from '../../src/lib/ids.ts';
import { mailboxOf } from '../../src/lib/mailbox.ts';

/** Argon2id of the password that the contract's examples have: hashing it anew would cost every API of every test. */
const examplePasswordHash =
  '$argon2id$v=19$m=19456,t=2,p=1$g7a2yWhNrfqclybV0nUbsw$fBM+qU99ByRtKVQkL2+AEZBJ7Kw4HtON7ESujtGYEm8';

/** Somebody who is signed in, with the headers that say so. */
export interface SignedInPerson {
  readonly userId: string;
  readonly memberId: string;
  readonly email: string;
  readonly sessionId: string;
  readonly cookie: string;
  /** The headers of a page of ours that asks in a mode. */
  headers(mode: 'live' | 'test'): Record<string, string>;
  /** Makes account and session what they were when they were made. */
  renew(): Promise<void>;
}

/** Gives an account to a member, with the password of the contract's examples. */
export async function addAccount(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  {
    organizationId,
    memberId,
    email,
    name = 'Sam Rivera',
  }: {
    organizationId: string;
    memberId: string;
    email: string;
    name?: string;
  },
): Promise<string> {
  const now = clock.now();
  const id = newId('user', now);
  await database.inTransaction(async (tx) => {
    await tx
      .insertInto('users')
      .values({
        id,
        email,
        mailbox: mailboxOf(email),
        email_verified_at: new Date(now),
        name,
        locale: null,
        timezone: null,
        password_hash: examplePasswordHash,
        acts_in: organizationId,
        created_at: new Date(now),
      })
      .execute();
    enterAccount(tx, id, organizationId);
    await tx
      .updateTable('members')
      .set({ user_id: id })
      .where('organization_id', '=', organizationId)
      .where('id', '=', memberId)
      .execute();
  });
  return id;
}

let people = 0;

/** Adds a person of a role to an organization, who is signed in there. */
export async function addPerson(
  deps: Deps,
  { organizationId, role }: { organizationId: string; role: Role },
): Promise<SignedInPerson> {
  const { database, clock } = deps;
  const now = clock.now();
  const memberId = newId('member', now);
  const email = `${role}-${++people}@example.com`;
  await database.db
    .insertInto('members')
    .values({
      organization_id: organizationId,
      id: memberId,
      name: 'Kim Park',
      email,
      role,
      user_id: null,
      created_at: new Date(now),
    })
    .execute();
  const userId = await addAccount(deps, { organizationId, memberId, email, name: 'Kim Park' });
  return signInPerson(deps, { organizationId, memberId, userId, email });
}

/** Signs in whoever has this account, without a password. */
export async function signInPerson(
  { database, clock, keyring }: Deps,
  {
    organizationId,
    memberId,
    userId,
    email,
  }: {
    organizationId: string;
    memberId: string;
    userId: string;
    email: string;
  },
): Promise<SignedInPerson> {
  const token = randomToken();
  const sessionId = newId('session', clock.now());
  const cookie = `astrocal_session=${token}`;
  const person: SignedInPerson = {
    userId,
    memberId,
    email,
    sessionId,
    cookie,
    headers: (mode) => ({ cookie, 'astrocal-mode': mode }),
    async renew() {
      const now = new Date(clock.now());
      await database.inTransaction(async (tx) => {
        await tx
          .updateTable('users')
          .set({ password_hash: examplePasswordHash, acts_in: null, ...withoutCodes })
          .where('id', '=', userId)
          .execute();
        await tx.deleteFrom('sessions').where('id', '=', sessionId).execute();
        await tx
          .insertInto('sessions')
          .values({
            id: sessionId,
            token_hash: keyring.hashSecret('session', token),
            user_id: userId,
            acts_in: organizationId,
            user_agent: null,
            address: null,
            created_at: now,
            last_seen_at: now,
            proven_at: now,
            expires_at: new Date(now.getTime() + longestSessionMs),
          })
          .execute();
      });
    },
  };
  await person.renew();
  return person;
}

const linkKinds: Readonly<Record<string, 'setup' | 'password' | 'sign_in' | 'invitation' | 'email'>> = {
  setUpOwner: 'setup',
  lookUpInvitation: 'invitation',
  acceptInvitation: 'invitation',
  confirmEmail: 'email',
  resetPassword: 'password',
  signInByLink: 'sign_in',
};

/** Where the examples of operations about accounts are to be called. */
interface ExampleScene {
  readonly deps: Deps;
  readonly person: SignedInPerson;
  /** Whose owner is set up. */
  readonly other: Pick<Credentials, 'organizationId'>;
}

/** Makes what the contract's example of an operation about accounts needs: the account, its session, or a link. */
export async function prepareExample(
  { deps, person, other }: ExampleScene,
  { operationId, access, changesCookie, requestExample }: Operation,
): Promise<void> {
  if (access === 'session' || changesCookie) await person.renew();
  if (operationId === 'confirmTotp' || operationId === 'endTotp') await beginExampleTotp(deps, person);
  const kind = linkKinds[operationId];
  if (!kind) return;
  const { db } = deps.database;
  const now = deps.clock.now();
  const { organizationId } = other;
  const { id: memberId } = await findOwner(db, organizationId);
  const token_hash = deps.keyring.hashSecret('link', exampleLinkToken);
  await db.deleteFrom('account_links').where('token_hash', '=', token_hash).execute();
  if (kind === 'setup') {
    await forgetAccount(deps, { organizationId, memberId });
    await forgetPeople(deps, (requestExample as { email: string }).email);
  }
  const for_invitation = kind === 'invitation' ? await inviteAnew(deps, { organizationId, memberId }) : null;
  await db
    .insertInto('account_links')
    .values({
      token_hash,
      kind,
      user_id: kind === 'setup' || for_invitation ? null : person.userId,
      for_organization: kind === 'setup' || for_invitation ? organizationId : null,
      for_member: kind === 'setup' ? memberId : null,
      for_invitation,
      new_email: kind === 'email' ? person.email : null,
      created_at: new Date(now),
      expires_at: new Date(now + 60_000),
    })
    .execute();
}

/** The secret of the app of whoever signs in with codes in examples. */
export const exampleTotpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** As if the person had begun to sign in with codes, by the app of the examples. */
export async function beginExampleTotp(
  { database, keyring }: Pick<Deps, 'database' | 'keyring'>,
  { userId }: Pick<SignedInPerson, 'userId'>,
  recoveryCodes: readonly string[] = [],
): Promise<void> {
  const totp_sealed = sealCodes(keyring, userId, { secret: exampleTotpSecret, recoveryCodes });
  await database.db
    .updateTable('users')
    .set({ ...withoutCodes, totp_sealed })
    .where('id', '=', userId)
    .execute();
}

/** Takes the account of a member away. */
async function forgetAccount(
  { database: { db } }: Deps,
  { organizationId, memberId }: { organizationId: string; memberId: string },
): Promise<void> {
  await db
    .updateTable('members')
    .set({ user_id: null })
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .execute();
}

/** Whatever has this address is none any more: accounts, and members of any organization. */
async function forgetPeople({ database: { db } }: Deps, email: string): Promise<void> {
  const user = await db.selectFrom('users').select('id').where('mailbox', '=', email).executeTakeFirst();
  if (!user) return;
  await db.deleteFrom('sessions').where('user_id', '=', user.id).execute();
  await db.deleteFrom('account_links').where('user_id', '=', user.id).execute();
  await db.deleteFrom('users').where('id', '=', user.id).execute();
}

const { email: invitedEmail, name: invitedName } = operations.createInvitation.requestExample;

/** Invites whom the contract's examples invite, who has nothing yet. Returns the id of the invitation. */
async function inviteAnew(
  deps: Deps,
  { organizationId, memberId }: { organizationId: string; memberId: string },
): Promise<string> {
  const { db } = deps.database;
  const now = deps.clock.now();
  const id = newId('invitation', now);
  await db
    .deleteFrom('members')
    .where('organization_id', '=', organizationId)
    .where('email', '=', invitedEmail)
    .execute();
  await forgetPeople(deps, invitedEmail);
  await db
    .deleteFrom('invitations')
    .where('organization_id', '=', organizationId)
    .where('mailbox', '=', invitedEmail)
    .execute();
  await db
    .insertInto('invitations')
    .values({
      organization_id: organizationId,
      id,
      email: invitedEmail,
      mailbox: invitedEmail,
      role: 'member',
      name: invitedName,
      is_mailed: true,
      by_kind: 'member',
      by_id: memberId,
      created_at: new Date(now),
      expires_at: new Date(now + 60_000),
    })
    .execute();
  return id;
}
