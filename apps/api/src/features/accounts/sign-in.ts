import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { Visit } from '../../lib/visit.ts';
import type { Membership } from '../members/index.ts';
import { listMemberships } from './memberships.ts';
import { type OpenedSession, openSession } from './open-session.ts';
import { isOver } from './rules.ts';
import { findSession } from './store-sessions.ts';
import { findUser, type UserRow, updateUser } from './store-users.ts';

/** Somebody who has just signed in. */
export interface SignInEntry {
  readonly user: UserRow;
  readonly memberships: readonly Membership[];
  readonly session: OpenedSession;
}

/**
 * Opens a session of an account that has proved itself, where it acted last. Null where it is a member of no
 * organization any more: there is nothing to sign in to.
 */
export async function enter(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { user, visit }: { user: UserRow; visit: Visit },
): Promise<SignInEntry | null> {
  const memberships = await listMemberships(tx, user.id);
  const chosen = memberships.find(({ organization }) => organization.id === user.acts_in) ?? memberships[0];
  if (!chosen) return null;
  const actsIn = chosen.organization.id;
  if (actsIn !== user.acts_in) await updateUser(tx, user.id, { acts_in: actsIn });
  return { user, memberships, session: await openSession(deps, tx, { userId: user.id, actsIn, visit }) };
}

/** The account that a browser is signed in with, and by which session. */
export interface SignedInAccount {
  readonly sessionId: string;
  readonly user: UserRow;
}

/** Who is signed in where the cookie of a visit counts, also without being a member anywhere; undefined for nobody. */
export async function findSignedIn(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { sessionToken, cookieCounts }: Visit,
): Promise<SignedInAccount | undefined> {
  if (sessionToken === null || !cookieCounts) return undefined;
  const session = await findSession(tx, keyring.hashesOf('session', sessionToken));
  if (!session || isOver(session, clock.now())) return undefined;
  const user = await findUser(tx, session.user_id);
  return user && { sessionId: session.id, user };
}
