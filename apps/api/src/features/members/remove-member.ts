import type { MemberRemove } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { hostLock, membersLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { isId, newId } from '../../lib/ids.ts';
import type { Insider } from '../../lib/principal.ts';
import { requireProof } from '../../lib/proof.ts';
import { lockChangeable } from './change-member.ts';
import { asTheyAreNow } from './change-role.ts';
import { refuseLastOwner } from './last-owner.ts';
import { memberMessage } from './message.ts';
import { bookingsAhead, handOver, hostLeft } from './ports.ts';
import { reachesRole } from './roles.ts';
import { type MemberRow, updateMember } from './store.ts';
import { insertRemoval, type RemovalRow } from './store-removals.ts';

/**
 * Removes a member softly: from the commit on it is a host of nothing that has another, and nobody books it. Bookings that
 * it has ahead are dealt with after that. Throws `not_found`, `forbidden`, `last_owner`, `reauthentication_required`,
 * `member_has_bookings`.
 */
export async function removeMember(
  deps: Deps,
  tx: Tx,
  { by, id }: { by: Insider; id: string },
  { bookings }: Static<typeof MemberRemove>,
): Promise<RemovalRow> {
  if (!isId('member', id)) throw notFound('member'); // no lock has such a name
  // Before the row's: whoever books the member has the lock of its time, and then those of rows.
  await deps.guards.lock(tx, [membersLock(by.organizationId), hostLock(id, false), hostLock(id, true)]);
  const member = await lockChangeable(tx, { by, id });
  await refuseLastOwner(tx, member);
  const caller = await asTheyAreNow(tx, by);
  if (!caller || !reachesRole(caller, member.role))
    throw new ApiError('forbidden', 'Owners and admins are removed by people of their role, not by a key.');
  const now = deps.clock.now();
  requireProof(by, now);
  const at = new Date(now);
  const total = await deps.port(bookingsAhead)(tx, member, at);
  if (total > 0 && bookings === undefined)
    throw new ApiError('member_has_bookings', undefined, { count: total });
  const removed = { ...member, active: false, removed_at: at, updated_at: at };
  await updateMember(tx, { owner: by, id }, { active: false, removed_at: at, updated_at: at });
  await deps.port(hostLeft)(deps, tx, member);
  record(
    deps,
    tx,
    { by, now },
    {
      organizationId: member.organization_id,
      isTest: member.is_test,
      event: 'member.removed',
      data: memberMessage(removed),
    },
  );
  return beginRemoval(deps, tx, member, { bookings: bookings ?? 'keep', total, at });
}

async function beginRemoval(
  deps: Deps,
  tx: Tx,
  { organization_id, id: member_id, is_test }: MemberRow,
  { bookings, total, at }: Pick<RemovalRow, 'bookings' | 'total'> & { at: Date },
): Promise<RemovalRow> {
  const isDone = bookings === 'keep' || total === 0;
  const removal: RemovalRow = {
    organization_id,
    id: newId('member_removal', at.getTime()),
    is_test,
    member_id,
    bookings,
    total,
    reassigned: 0,
    cancelled: 0,
    kept: bookings === 'keep' ? total : 0,
    dealt_until: '',
    failed: [],
    created_at: at,
    finished_at: isDone ? at : null,
  };
  await insertRemoval(tx, removal);
  if (!isDone) await deps.port(handOver)(deps, tx, removal);
  return removal;
}
