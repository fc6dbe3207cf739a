import type { Tx } from '../../db/database.ts';
import { ApiError } from '../../lib/api-error.ts';
import { hasOtherOwner, type MemberRow } from './store.ts';

/**
 * Throws `last_owner` where no owner would be left who can act for the organization without this one. To be asked under the
 * lock of its members: of two who go at once, one stays.
 */
export async function refuseLastOwner(tx: Tx, member: MemberRow): Promise<void> {
  if (member.role === 'owner' && !(await hasOtherOwner(tx, member))) throw new ApiError('last_owner');
}
