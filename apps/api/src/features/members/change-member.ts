import type { MemberUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { hostLock, membersLock } from '../../db/locks.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import type { Insider } from '../../lib/principal.ts';
import { requiredLine } from '../../lib/text.ts';
import { asTheyAreNow, refuseRoleChange } from './change-role.ts';
import { refuseLastOwner } from './last-owner.ts';
import { memberTimesChanged } from './ports.ts';
import { reachesRole } from './roles.ts';
import { cleanAttributes, mayChange, taken } from './rules.ts';
import { lockMember, type MemberRow, updateMember } from './store.ts';
import { findMember, type MemberRecord } from './store-members.ts';

/**
 * Changes a member. Throws `not_found`, `forbidden` in test mode for one that live mode has too, for a role that is not the
 * caller's to give and for switching on or off who is above the caller, `last_owner`, `reauthentication_required`, `conflict`
 * when its address or external id is taken.
 */
export async function changeMember(
  deps: Deps,
  tx: Tx,
  target: { by: Insider; id: string },
  { name, attributes, ...fields }: Static<typeof MemberUpdate>,
): Promise<MemberRecord> {
  const now = new Date(deps.clock.now());
  const { by } = target;
  const { role, active, timezone } = fields;
  if (role !== undefined || active !== undefined || timezone !== undefined)
    await lockStanding(deps, tx, target);
  const before = await lockChangeable(tx, target);
  if (role !== undefined && role !== before.role)
    await refuseRoleChange(deps, tx, { by, member: before, role });
  if (active !== undefined && active !== before.active)
    await refuseSwitch(tx, { by, member: before, active });
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
  if (changed.active !== before.active || changed.timezone !== before.timezone)
    await deps.port(memberTimesChanged)(deps, tx, changed);
  return changed;
}

/**
 * Keeps the member's bookings out for the rest of the transaction, so that each is judged before the change or after it, and
 * whoever else changes who is an owner. Before the lock of the row, as who removes a member takes them.
 */
async function lockStanding(deps: Deps, tx: Tx, { by, id }: { by: Insider; id: string }): Promise<void> {
  if (!isId('member', id)) throw notFound('member'); // no lock has such a name
  await deps.guards.lock(tx, [membersLock(by.organizationId), hostLock(id, false), hostLock(id, true)]);
}

/** Who is switched off cannot sign in: that is for people of their role. Throws `forbidden` and `last_owner`. */
async function refuseSwitch(
  tx: Tx,
  { by, member, active }: { by: Insider; member: MemberRow; active: boolean },
): Promise<void> {
  if (!active) await refuseLastOwner(tx, member);
  const caller = await asTheyAreNow(tx, by);
  if (caller && reachesRole(caller, member.role)) return;
  throw new ApiError(
    'forbidden',
    'Owners and admins are switched on and off by people of their role, not by a key.',
  );
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
