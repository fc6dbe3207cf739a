import type { Tx } from '../../db/database.ts';
import { membersLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { countMembers } from './store.ts';

/** Throws `conflict` where an organization would have more members than it may have (docs/configuration.md). */
export async function refuseTooManyMembers(
  { guards, mostMembers }: Pick<Deps, 'guards' | 'mostMembers'>,
  tx: Tx,
  { organizationId, joining }: { organizationId: string; joining: number },
): Promise<void> {
  if (mostMembers === undefined || mostMembers === null) return;
  await guards.lock(tx, [membersLock(organizationId)]);
  if ((await countMembers(tx, organizationId)) + joining > mostMembers)
    throw new ApiError('conflict', `An organization has at most ${mostMembers} members here.`);
}
