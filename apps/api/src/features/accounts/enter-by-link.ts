import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { Visit } from '../../lib/visit.ts';
import { linkExpired, takeLink } from './links.ts';
import { enter, type SignInEntry } from './sign-in.ts';
import { deleteLinksOfUser } from './store-links.ts';
import { deleteSessionsBut } from './store-sessions.ts';
import { lockUserOfLink, type UserRow, updateUser } from './store-users.ts';

interface ByLink {
  readonly token: string;
  readonly visit: Visit;
}

/** By a link whose mail proves the address. Uses up every other link of the account. Throws `link_expired`. */
async function enterBy(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  {
    token,
    visit,
    kind,
    change,
  }: ByLink & {
    kind: 'password' | 'sign_in';
    change: (user: UserRow) => { password_hash?: string | null } | null;
  },
): Promise<SignInEntry> {
  const user = await lockUserOfLink(tx, deps.keyring.hashesOf('link', token));
  await takeLink(deps, tx, { token, kind });
  if (!user) throw linkExpired();
  const changed = change(user);
  // Whatever was set up before belongs to whoever did: nobody is let in by it any more.
  if (changed) await deleteSessionsBut(tx, user.id, null);
  await deleteLinksOfUser(tx, user.id);
  const email_verified_at = user.email_verified_at ?? new Date(deps.clock.now());
  const entry = await enter(deps, tx, {
    user: await updateUser(tx, user.id, { ...changed, email_verified_at }),
    visit,
  });
  if (!entry) throw linkExpired();
  return entry;
}

/**
 * Signs in by a link. Where the address was never proved before, somebody else may have set up the account to wait for its
 * owner: its password and sessions end first. Throws `link_expired`.
 */
export const enterByLink = (
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  byLink: ByLink,
): Promise<SignInEntry> =>
  enterBy(deps, tx, {
    ...byLink,
    kind: 'sign_in',
    change: ({ email_verified_at }) => (email_verified_at === null ? { password_hash: null } : null),
  });

/** Signs in by a link with a new password; every other session ends. Throws `link_expired`. */
export const resetPassword = (
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { passwordHash, ...byLink }: ByLink & { passwordHash: string },
): Promise<SignInEntry> =>
  enterBy(deps, tx, { ...byLink, kind: 'password', change: () => ({ password_hash: passwordHash }) });
