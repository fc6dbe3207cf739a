import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import { requireTry, type Tries } from '../../lib/standing.ts';
import { findOwnerWithoutAccount } from '../members/index.ts';
import { sendLinkJob } from './jobs.ts';
import { linkLasts, makeLink } from './links.ts';
import { listMemberships } from './memberships.ts';
import { linkWanted } from './ports.ts';
import { findUserByMailbox, lockUser, type UserRow } from './store-users.ts';

/** Links that an address is sent in an hour, and that are asked for from one address of the network. */
const linksOfAccount = 3;
const linksOfAddress = 30;

export interface LinkWish {
  readonly email: string;
  readonly kind: 'password' | 'sign_in';
}

/**
 * Has a link sent to whoever has an account with the address. Whether somebody has one is found out by a job, so that
 * neither the answer nor its time tells; nor does either tell that there were too many. Throws `rate_limit_exceeded` for an
 * address of the network that asks too often.
 */
export async function wishLink(
  { deps, tries }: { deps: Pick<Deps, 'queue' | 'clock'>; tries: Tries },
  wish: LinkWish & { readonly address: string | null },
): Promise<(tx: Tx) => Promise<void>> {
  const { email, kind, address } = wish;
  const length = '1h';
  const asking = { what: 'link', who: { address }, limit: linksOfAddress, length } as const;
  await requireTry(tries, asking, deps.clock.now());
  const byAccount = await tries.count({
    what: 'link:account',
    who: { name: mailboxOf(email) },
    limit: linksOfAccount,
    length,
  });
  return async (tx) => {
    if (byAccount.standing.allowed) await deps.queue.enqueue(tx, sendLinkJob, { email, kind });
  };
}

/** A link for the account of an address; null where there is none. */
export async function makeLinkFor(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { email, kind }: LinkWish,
): Promise<string | null> {
  const user = await findUserByMailbox(tx, mailboxOf(email));
  return user ? makeLink(deps, tx, { kind, userId: user.id }) : null;
}

/** A link for the owner of an organization; null once one of its owners has an account. */
export async function makeSetupLink(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  organizationId: string,
): Promise<string | null> {
  const memberId = await findOwnerWithoutAccount(tx, organizationId);
  return memberId === undefined ? null : makeLink(deps, tx, { kind: 'setup', organizationId, memberId });
}

/**
 * The account of an address, locked: one that is given another address keeps no link that was sent to the address before.
 * Undefined where there is none.
 */
async function lockUserByMailbox(tx: Tx, mailbox: string): Promise<UserRow | undefined> {
  const found = await findUserByMailbox(tx, mailbox);
  const user = found && (await lockUser(tx, found.id));
  return user?.mailbox === mailbox ? user : undefined;
}

/** Sends what was wished for, in the name of an organization that the account is a member of. */
export const sendLink = handleJob(sendLinkJob, (deps: Deps, { data: { email, kind } }) =>
  deps.database.inTransaction(async (tx) => {
    const user = await lockUserByMailbox(tx, mailboxOf(email));
    const [first] = user ? await listMemberships(tx, user.id) : [];
    if (!user || !first) return;
    await deps.port(linkWanted)(deps, tx, {
      organizationId: first.organization.id,
      to: { name: user.name, address: user.email },
      kind,
      token: await makeLink(deps, tx, { kind, userId: user.id }),
      expiresAt: new Date(deps.clock.now() + linkLasts[kind]),
    });
  }),
);
