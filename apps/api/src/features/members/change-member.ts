import type { MemberUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { membersLock } from '../../db/locks.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import type { Insider } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';
import { refuseRoleChange } from './change-role.ts';
import { memberReturned } from './ports.ts';
import { cleanAttributes, mayChange, taken } from './rules.ts';
import { lockMember, type MemberRow, updateMember } from './store.ts';
import { findMember, type MemberRecord } from './store-members.ts';

/**
 * Changes a member. Throws `not_found`, `forbidden` in test mode for one that live mode has too and for a role that is not
 * the caller's to give, `last_owner`, `reauthentication_required`, `conflict` when its address or external id is taken.
 */
export async function changeMember(
  deps: Deps,
  tx: Tx,
  target: { by: Insider; id: string },
  { name, attributes, ...fields }: Static<typeof MemberUpdate>,
): Promise<MemberRecord> {
  const now = new Date(deps.clock.now());
  const { by } = target;
  const { role } = fields;
  if (role !== undefined) await deps.guards.lock(tx, [membersLock(by.organizationId)]);
  const before = await lockChangeable(tx, target);
  if (role !== undefined && role !== before.role)
    await refuseRoleChange(deps, tx, { by, member: before, role });
  const key = { owner: by, id: target.id };
  const changes = {
    ...fields,
    ...(name !== undefined && { name: requiredLine('body.name', name) }),
    ...(attributes !== undefined && { attributes: JSON.stringify(cleanAttributes(attributes)) }),
  };
  if (Object.keys(changes).length > 0)
    await orTaken(updateMember(tx, key, { ...changes, updated_at: now }), taken);
  const changed = await findMember(tx, key, now);
  if (!changed) throw notFound('member');
  if (changed.active && !before.active) await deps.port(memberReturned)(deps, tx, changed);
  return changed;
}

/** The member, whose other changes wait for the end of the transaction. Throws `not_found` and `forbidden`. */
export async function lockChangeable(tx: Tx, { by, id }: { by: Insider; id: string }): Promise<MemberRow> {
  if (!isId('member', id)) throw notFound('member');
  const found = await lockMember(tx, { owner: by, id });
  if (!found) throw notFound('member');
  if (mayChange(by, found)) return found;
  throw new ApiError(
    'forbidden',
    'A test key can’t change a member that live mode has too. Use a live key for that.',
  );
}
