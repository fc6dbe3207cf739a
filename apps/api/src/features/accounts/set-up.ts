import type { Tx } from '../../db/database.ts';
import { bootstrapLock, takeLocks } from '../../db/locks.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import type { Visit } from '../../lib/visit.ts';
import { findMemberAccount, linkAccount, takenByMember } from '../members/index.ts';
import { linkExpired, takeLink } from './links.ts';
import { makeAccount, type NewAccount } from './make-account.ts';
import { enter, type SignInEntry } from './sign-in.ts';
import { deleteLinksOfMember } from './store-links.ts';

/**
 * The owner of a first start gets their account by the link that it printed, and is signed in. Throws `link_expired`,
 * also where somebody has used it before, and `conflict` where an account or another member has this address.
 */
export async function setUp(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { token, account, visit }: { token: string; account: NewAccount; visit: Visit },
): Promise<SignInEntry> {
  await takeLocks(tx, [bootstrapLock]);
  const link = await takeLink(deps, tx, { token, kind: 'setup' });
  const organizationId = link.for_organization ?? '';
  const memberId = link.for_member ?? '';
  const member = await findMemberAccount(tx, { organizationId, memberId });
  if (!member || member.user_id !== null) throw linkExpired();
  const user = await makeAccount(deps, tx, account, { isVerified: false });
  const { name, email } = account;
  await orTaken(linkAccount(tx, { organizationId, memberId, userId: user.id, name, email }), takenByMember);
  await deleteLinksOfMember(tx, memberId);
  const entry = await enter(deps, tx, { user, visit });
  if (!entry) throw linkExpired();
  return entry;
}
