import type { Tx } from '../../db/database.ts';
import { membersLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import type { Insider } from '../../lib/principal.ts';
import { deleteLinksOfInvitation, linkLasts } from '../accounts/index.ts';
import { refuseTestKey, requireReach } from './rules.ts';
import { type SentInvitation, sendInvitation } from './send-invitation.ts';
import { findInvitation, type InvitationRow, removeInvitation, updateInvitation } from './store.ts';

interface InvitationTarget {
  readonly by: Insider;
  readonly id: string;
}

/** The invitation, which nobody accepts meanwhile. Throws `not_found`, and as `requireReach` does. */
async function lockInvitation(deps: Deps, tx: Tx, { by, id }: InvitationTarget): Promise<InvitationRow> {
  refuseTestKey(by);
  await deps.guards.lock(tx, [membersLock(by.organizationId)]);
  const row =
    isId('invitation', id) && (await findInvitation(tx, { organization_id: by.organizationId, id }));
  if (!row) throw notFound('invitation');
  requireReach(by, row.role, deps.clock.now());
  return row;
}

/** Takes an invitation back; its link works no more. Throws as `lockInvitation` does. */
export async function takeBack(deps: Deps, tx: Tx, target: InvitationTarget): Promise<void> {
  const row = await lockInvitation(deps, tx, target);
  await deleteLinksOfInvitation(tx, row.id);
  await removeInvitation(tx, row);
}

/** Sends an invitation again, in the name of whoever asks; the link before works no more. Throws as `lockInvitation` does. */
export async function resend(deps: Deps, tx: Tx, target: InvitationTarget): Promise<SentInvitation> {
  const { by } = target;
  const key = await lockInvitation(deps, tx, target);
  await deleteLinksOfInvitation(tx, key.id);
  const row = await updateInvitation(tx, key, {
    is_mailed: deps.mail.sender !== null,
    by_kind: by.kind,
    by_id: by.id,
    expires_at: new Date(deps.clock.now() + linkLasts.invitation),
  });
  return sendInvitation(deps, tx, { by, row });
}
