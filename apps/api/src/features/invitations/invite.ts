import type { InvitationCreate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { membersLock } from '../../db/locks.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import type { Insider } from '../../lib/principal.ts';
import { optionalLine } from '../../lib/text.ts';
import { linkLasts } from '../accounts/index.ts';
import { findMemberByEmail, mayBecome, refuseTooManyMembers } from '../members/index.ts';
import { invited, refuseTestKey, requireReach } from './rules.ts';
import { type SentInvitation, sendInvitation } from './send-invitation.ts';
import { countOpenInvitations, type InvitationRow, insertInvitation } from './store.ts';

/**
 * Invites somebody to join. Throws `forbidden` and `reauthentication_required` for a role that is not the caller's to give, and
 * `conflict` where the address is a member's, was invited already, or the organization has as many members as it may have.
 */
export async function invite(
  deps: Deps,
  tx: Tx,
  by: Insider,
  { email, role, name }: Static<typeof InvitationCreate>,
): Promise<SentInvitation> {
  const now = deps.clock.now();
  refuseTestKey(by);
  requireReach(by, role, now);
  const { organizationId } = by;
  await deps.guards.lock(tx, [membersLock(organizationId)]);
  const member = await findMemberByEmail(tx, { organizationId, email });
  if (member && !mayBecome(member))
    throw new ApiError('conflict', 'A member of the organization has this email address.');
  const others = await countOpenInvitations(tx, organizationId, new Date(now));
  await refuseTooManyMembers(deps, tx, { organizationId, joining: others + 1 });
  const row: InvitationRow = {
    organization_id: organizationId,
    id: newId('invitation', now),
    email,
    mailbox: mailboxOf(email),
    role,
    name: optionalLine(name),
    is_mailed: deps.mail.sender !== null,
    by_kind: by.kind,
    by_id: by.id,
    created_at: new Date(now),
    expires_at: new Date(now + linkLasts.invitation),
  };
  await orTaken(insertInvitation(tx, row), invited);
  return sendInvitation(deps, tx, { by, row });
}
