import type { Tx } from '../../db/database.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import type { PrincipalSession } from '../../lib/principal.ts';
import { requireTry, type Tries } from '../../lib/standing.ts';
import { sendEmailLinkJob } from './jobs.ts';
import { linkExpired, linkLasts, makeLink, takeLink } from './links.ts';
import { accountTaken } from './make-account.ts';
import { listMemberships } from './memberships.ts';
import { type OpenedSession, renewSession } from './open-session.ts';
import { linkWanted } from './ports.ts';
import { deleteEmailLinks, deleteLinksOfUser } from './store-links.ts';
import { deleteSessionsBut } from './store-sessions.ts';
import { findUser, findUserByMailbox, lockUser, type UserRow, updateUser } from './store-users.ts';

/** Links that an account has sent in an hour, and that an address is sent. */
const linksOfAccount = 5;
const linksOfAddress = 3;

/**
 * Has a link sent to an address that an account is to have. Whether somebody has that address already is found out by a job, so
 * that neither the answer nor its time tells. Throws `rate_limit_exceeded` for an account that asks too often; an address that
 * was sent enough is sent no more, which nobody is told.
 */
export async function wishEmail(
  { deps, tries }: { deps: Pick<Deps, 'queue' | 'clock'>; tries: Tries },
  { userId, email }: { userId: string; email: string },
): Promise<(tx: Tx) => Promise<void>> {
  const length = '1h';
  const asking = { what: 'email', who: { name: userId }, limit: linksOfAccount, length } as const;
  await requireTry(tries, asking, deps.clock.now());
  const byAddress = await tries.count({
    what: 'email:address',
    who: { name: mailboxOf(email) },
    limit: linksOfAddress,
    length,
  });
  return async (tx) => {
    if (byAddress.standing.allowed)
      await deps.queue.enqueue(tx, sendEmailLinkJob, { user_id: userId, email });
  };
}

/** Sends the link, unless somebody else has the address, and tells the address that the account has. */
export const sendEmailLink = handleJob(sendEmailLinkJob, (deps: Deps, { data: { user_id, email } }) =>
  deps.database.inTransaction(async (tx) => {
    const user = await findUser(tx, user_id);
    const [first] = user ? await listMemberships(tx, user.id) : [];
    if (!user || !first) return;
    const organizationId = first.organization.id;
    const expiresAt = new Date(deps.clock.now() + linkLasts.email);
    const mail = { organizationId, expiresAt, newEmail: email };
    const others = await findUserByMailbox(tx, mailboxOf(email));
    if (!others || others.id === user.id) {
      await deleteEmailLinks(tx, user.id);
      const token = await makeLink(deps, tx, { kind: 'email', userId: user.id, newEmail: email });
      const to = { name: user.name, address: email };
      await deps.port(linkWanted)(deps, tx, { ...mail, to, kind: 'email', token });
    }
    if (mailboxOf(email) === user.mailbox) return;
    const to = { name: user.name, address: user.email };
    await deps.port(linkWanted)(deps, tx, { ...mail, to, kind: 'email_changing', token: '' });
  }),
);

/**
 * An account has another address, which a link has proved; its links and its other sessions end. Throws `link_expired`, also for
 * whoever is signed in as somebody else, and `conflict` where an account has the address meanwhile.
 */
export async function confirmEmail(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { token, session }: { token: string; session: PrincipalSession },
): Promise<{ user: UserRow; cookie: OpenedSession }> {
  await lockUser(tx, session.userId);
  const { user_id: userId, new_email: email } = await takeLink(deps, tx, { token, kind: 'email' });
  if (email === null || userId !== session.userId) throw linkExpired();
  const change = { email, mailbox: mailboxOf(email), email_verified_at: new Date(deps.clock.now()) };
  const user = await orTaken(updateUser(tx, userId, change), accountTaken);
  await deleteLinksOfUser(tx, userId);
  await deleteSessionsBut(tx, userId, session.id);
  return { user, cookie: await renewSession(deps, tx, session) };
}
