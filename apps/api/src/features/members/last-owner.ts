import type { Tx } from '../../db/database.ts';
import { ApiError } from '../../lib/api-error.ts';
import { countOwners, type MemberRow } from './store.ts';

/**
 * Throws `last_owner` where the organization would have no owner without this one. To be asked under the lock of its
 * members: of two who go at once, one stays.
 */
export async function refuseLastOwner(tx: Tx, { organization_id, role }: MemberRow): Promise<void> {
  if (role === 'owner' && (await countOwners(tx, organization_id)) === 1) throw new ApiError('last_owner');
}
