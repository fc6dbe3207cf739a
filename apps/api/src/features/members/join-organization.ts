import type { Role } from '@astrocal/contract';
import type { Tx } from '../../db/database.ts';
import { orTaken } from '../../db/or-taken.ts';
import { enterAccount } from '../../db/organization-directory.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { ApiError } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import { findOrganization } from '../organizations/index.ts';
import { memberMessage } from './message.ts';
import { refuseTooManyMembers } from './most-members.ts';
import { taken } from './rules.ts';
import { findMemberByEmail, findMembership, insertMember, linkAccount, type MemberRow } from './store.ts';
import { findMember } from './store-members.ts';

/** Somebody with an account who becomes a member. */
export interface Joining {
  readonly organizationId: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly role: Role;
}

/**
 * Whether a person may join as the member that has their address already: one who never signed in, and is no more than a host.
 */
export const mayBecome = ({ user_id, role, active }: MemberRow): boolean =>
  user_id === null && role === 'member' && active;

/**
 * Somebody with an account becomes a member: of a host with their address they take the place. To be called under the lock of
 * the organization's members. Throws `conflict` where they are a member already, or there are as many as there may be.
 */
export async function joinOrganization(
  deps: Pick<Deps, 'clock' | 'queue' | 'guards' | 'mostMembers'>,
  tx: Tx,
  { organizationId, user, role }: Joining,
): Promise<void> {
  if (await findMembership(tx, { organizationId, userId: user.id }))
    throw new ApiError('conflict', 'You are a member of this organization already.');
  const { name, email } = user;
  const host = await findMemberByEmail(tx, { organizationId, email });
  if (host && !mayBecome(host)) throw new ApiError('conflict', taken.members_email);
  if (host) await linkAccount(tx, { organizationId, memberId: host.id, userId: user.id, name, email, role });
  else {
    await refuseTooManyMembers(deps, tx, { organizationId, joining: 1 });
    await addMember(deps, tx, { organizationId, user, role });
  }
}

async function addMember(
  deps: Pick<Deps, 'clock' | 'queue'>,
  tx: Tx,
  { organizationId, user: { id: userId, name, email }, role }: Joining,
): Promise<void> {
  const now = deps.clock.now();
  const id = newId('member', now);
  enterAccount(tx, userId, organizationId);
  const { timezone } = await findOrganization(tx, organizationId);
  const at = new Date(now);
  const row = { organization_id: organizationId, id, user_id: userId, name, email, role, timezone };
  await orTaken(insertMember(tx, { ...row, created_at: at, updated_at: at }), taken);
  const owner = { organizationId, isTest: false };
  const made = await findMember(tx, { owner, id }, at);
  if (!made) throw new Error(`The member ${id} was just made, and is not there.`);
  const data = memberMessage(made);
  record(deps, tx, { by: { kind: 'member', id }, now }, { ...owner, event: 'member.joined', data });
}
