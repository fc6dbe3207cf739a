import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { Visit } from '../../lib/visit.ts';
import { linkExpired, requireLink, takeLink } from './links.ts';
import { countCode, noCode, type SentCode } from './second-factor.ts';
import { enter, type SignInEntry } from './sign-in.ts';
import { deleteLinksOfUser } from './store-links.ts';
import { deleteSessionsBut } from './store-sessions.ts';
import { changeUser, findUser, lockUserOfLink, type UserRow } from './store-users.ts';
import { withoutCodes } from './totp.ts';

interface ByLink {
  readonly token: string;
  readonly visit: Visit;
  readonly code: SentCode;
}

/** By a link whose mail proves the address. Uses up every other link of the account. Throws `link_expired`. */
async function enterBy(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  {
    token,
    visit,
    code,
    kind,
    change,
  }: ByLink & {
    kind: 'password' | 'sign_in';
    change: (user: UserRow) => { password_hash: string | null } | null;
  },
): Promise<SignInEntry> {
  const user = await lockUserOfLink(tx, deps.keyring.hashesOf('link', token));
  await takeLink(deps, tx, { token, kind });
  if (!user) throw linkExpired();
  await code.use(tx);
  const changed = change(user);
  // Whatever was set up before belongs to whoever did: nobody is let in by it any more.
  if (changed) await deleteSessionsBut(tx, user.id, null);
  await deleteLinksOfUser(tx, user.id);
  const proof = user.email_verified_at === null && {
    ...withoutCodes,
    email_verified_at: new Date(deps.clock.now()),
  };
  const entry = await enter(deps, tx, {
    user: await changeUser(tx, user.id, { ...changed, ...proof }),
    visit,
  });
  if (!entry) throw linkExpired();
  return entry;
}

/**
 * The code that is asked for beside a link, as `countCode` tells it; none where nobody had proved the address: an app for codes is
 * then whoever's who set up the account. Throws `link_expired`.
 */
export async function codeForLink(
  asking: Parameters<typeof countCode>[0] & { readonly deps: Pick<Deps, 'database'> },
  { token, kind, otp }: { token: string; kind: 'password' | 'sign_in'; otp: string | undefined },
): Promise<SentCode | null> {
  const { db } = asking.deps.database;
  const { user_id: userId } = await requireLink(asking.deps, db, { token, kind });
  const user = userId === null ? undefined : await findUser(db, userId);
  if (!user) throw linkExpired();
  return user.email_verified_at === null ? noCode : countCode(asking, user, otp);
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
