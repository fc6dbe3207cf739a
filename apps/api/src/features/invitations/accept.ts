import type { Tx } from '../../db/database.ts';
import { membersLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, invalid } from '../../lib/api-error.ts';
import type { Visit } from '../../lib/visit.ts';
import {
  chooseOrganization,
  deleteLinksOfInvitation,
  enter,
  findSignedIn,
  findUserByMailbox,
  linkExpired,
  lockUser,
  makeAccount,
  requireLink,
  type SignedInAccount,
  type SignInEntry,
  takeOverAccount,
  type UserRow,
} from '../accounts/index.ts';
import { joinOrganization } from '../members/index.ts';
import { takeByLink } from './find-by-link.ts';
import { type InvitationRow, removeInvitation } from './store.ts';

/** What somebody says who joins: of themselves where they have no account yet. */
export interface Acceptance {
  readonly token: string;
  readonly name: string | null;
  readonly passwordHash: string | null;
  readonly visit: Visit;
}

/** Who has joined; without a session where the one that asks goes on. */
export type Joined = Pick<SignInEntry, 'user' | 'memberships'> & Partial<Pick<SignInEntry, 'session'>>;

/**
 * Somebody joins by an invitation, which is used up. Throws `link_expired`, `forbidden` for whoever is signed in with another
 * address, `unauthorized` where they have to sign in first, `validation_error` without what a new account needs, and
 * `conflict` for a member. After each of these the invitation is as it was.
 */
export async function accept(deps: Deps, tx: Tx, acceptance: Acceptance): Promise<Joined> {
  const { token, visit } = acceptance;
  const { for_organization } = await requireLink(deps, tx, { token, kind: 'invitation' });
  await deps.guards.lock(tx, [membersLock(for_organization ?? '')]);
  const invitation = await takeByLink(deps, tx, token);
  const { organization_id: organizationId, role } = invitation;
  const signedIn = await findSignedIn(deps, tx, visit);
  const user = signedIn
    ? requireInvited(signedIn, invitation)
    : await accountFor(deps, tx, { invitation, acceptance });
  await joinOrganization(deps, tx, { organizationId, user, role });
  await deleteLinksOfInvitation(tx, invitation.id);
  await removeInvitation(tx, invitation);
  if (signedIn) return chooseOrganization(tx, { id: signedIn.sessionId, userId: user.id }, organizationId);
  const entry = await enter(deps, tx, { user: { ...user, acts_in: organizationId }, visit });
  if (!entry) throw linkExpired();
  return entry;
}

/** Links are forwarded: whoever is signed in as somebody else does not join by accident. */
function requireInvited({ user }: SignedInAccount, { mailbox }: InvitationRow): UserRow {
  if (user.mailbox === mailbox) return user;
  throw new ApiError('forbidden', 'This invitation is for another email address. Sign out to accept it.');
}

/**
 * The account of whoever is not signed in. One that proved its address before is opened by signing in alone; so is any where
 * the link was handed over by whoever invited, who could then take it.
 */
async function accountFor(
  deps: Deps,
  tx: Tx,
  { invitation, acceptance }: { invitation: InvitationRow; acceptance: Acceptance },
): Promise<UserRow> {
  const { email, mailbox, is_mailed: isVerified } = invitation;
  const found = await findUserByMailbox(tx, mailbox);
  const known = found && (await lockUser(tx, found.id));
  if (known && (known.email_verified_at !== null || !isVerified))
    throw new ApiError('unauthorized', 'You have an account with this email address. Sign in, then accept.');
  const { name, passwordHash } = acceptance;
  if (name === null) throw invalid({ path: 'body.name', message: 'is needed for a new account' });
  if (passwordHash === null) throw invalid({ path: 'body.password', message: 'is needed for a new account' });
  if (known) return takeOverAccount(deps, tx, known.id, { name, passwordHash });
  return makeAccount(deps, tx, { name, email, passwordHash }, { isVerified });
}
