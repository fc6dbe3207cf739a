import type { Tx } from '../../db/database.ts';
import { notFound } from '../../lib/api-error.ts';
import type { PrincipalSession } from '../../lib/principal.ts';
import type { Membership } from '../members/index.ts';
import { listMemberships } from './memberships.ts';
import { updateSession } from './store-sessions.ts';
import { type UserRow, updateUser } from './store-users.ts';

/** From now on the session acts in another organization of its account. Throws `not_found` where that is no member. */
export async function chooseOrganization(
  tx: Tx,
  { id, userId }: Pick<PrincipalSession, 'id' | 'userId'>,
  organizationId: string,
): Promise<{ user: UserRow; memberships: Membership[] }> {
  const memberships = await listMemberships(tx, userId);
  if (!memberships.some(({ organization }) => organization.id === organizationId))
    throw notFound('organization');
  await updateSession(tx, id, { acts_in: organizationId });
  const user = await updateUser(tx, userId, { acts_in: organizationId });
  return { user, memberships };
}
