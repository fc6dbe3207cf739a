import type { Role } from '@astrocal/contract';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { Insider } from '../../lib/principal.ts';
import { requireProof } from '../../lib/proof.ts';
import { refuseLastOwner } from './last-owner.ts';
import { reachesRole } from './roles.ts';
import { lockMember, type MemberRow } from './store.ts';

/**
 * Throws unless the caller may give the member this other role: an organization keeps an owner, nobody changes their own, and
 * none gives or takes one above theirs. To be asked under the lock of its members: of two who take each other's role at once,
 * one has lost it before.
 */
export async function refuseRoleChange(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  { by, member, role }: { by: Insider; member: MemberRow; role: Role },
): Promise<void> {
  await refuseLastOwner(tx, member);
  if (by.kind === 'member' && by.id === member.id)
    throw new ApiError('forbidden', 'Nobody changes their own role. Ask another owner or admin.');
  const caller = await asTheyAreNow(tx, by);
  if (!caller || !reachesRole(caller, role) || !reachesRole(caller, member.role))
    throw new ApiError(
      'forbidden',
      'Roles are given and taken by people who have them or more, not by a key.',
    );
  if (member.is_test)
    throw new ApiError('forbidden', 'Whoever exists in test mode only is a member, and nothing else.');
  requireProof(by, clock.now());
}

/** What whoever asks is under the lock of the members; a session is believed for a moment after its member has lost a role. */
export async function asTheyAreNow(tx: Tx, by: Insider): Promise<Insider | null> {
  if (by.kind === 'key') return by;
  const now = await lockMember(tx, { owner: by, id: by.id });
  return now?.active ? { ...by, role: now.role } : null;
}
