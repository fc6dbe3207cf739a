import type { Tx } from '../../db/database.ts';
import { hostLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import { may } from '../../lib/may.ts';
import type { EmbeddedHost, Insider, OwnedKey } from '../../lib/principal.ts';
import { eventTypesChanged, listHostedBy } from '../event-types/index.ts';
import { findMemberZone, type MemberZone } from '../members/index.ts';

/** A member whose times are read or changed. */
export interface TimesTarget extends OwnedKey {
  readonly owner: Insider | EmbeddedHost;
}

/** The member, with the zone of its days. Throws `not_found`, and `forbidden` for whose times others may not see. */
export async function findTarget(
  db: Parameters<typeof findMemberZone>[0],
  { owner, id }: TimesTarget,
  permission: 'schedules.read' | 'schedules.write',
): Promise<MemberZone> {
  const member = isId('member', id) ? await findMemberZone(db, { owner, id }) : undefined;
  if (!member) throw notFound('member');
  if (!may(owner, permission, { ...owner, memberIds: [id] })) throw new ApiError('forbidden');
  return member;
}

/**
 * The same with the member's bookings kept out for the rest of the transaction: each is judged before a change of its
 * times or after it. Throws `not_found` and `forbidden`.
 */
export async function lockTarget(deps: Deps, tx: Tx, target: TimesTarget): Promise<MemberZone> {
  const member = await findTarget(tx, target, 'schedules.write');
  await deps.guards.lock(tx, [hostLock(member.id, target.owner.isTest)]);
  return member;
}

/** Tells whoever waits for a meeting with the member: there may be a time now. */
export async function settleTimes(deps: Deps, tx: Tx, { owner, id }: OwnedKey): Promise<void> {
  await deps.port(eventTypesChanged)(deps, tx, await listHostedBy(tx, { owner, id }));
}
