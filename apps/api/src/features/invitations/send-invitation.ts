import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { Insider } from '../../lib/principal.ts';
import { invitationLink } from '../../wording/addresses.ts';
import { linkWanted, makeLink } from '../accounts/index.ts';
import { findStanding } from '../members/index.ts';
import type { InvitationRow } from './store.ts';

/** An invitation with its link, where no mail brings that. */
export interface SentInvitation {
  readonly row: InvitationRow;
  readonly link: string | null;
}

/** Makes the link of an invitation and has it sent, in the name of whoever asks. */
export async function sendInvitation(
  deps: Deps,
  tx: Tx,
  { by, row }: { by: Insider; row: InvitationRow },
): Promise<SentInvitation> {
  const { organization_id: organizationId, id, name, email, expires_at: expiresAt, is_mailed } = row;
  const token = await makeLink(deps, tx, { kind: 'invitation', organizationId, invitationId: id });
  const inviter = by.kind === 'member' ? await findStanding(tx, { organizationId, memberId: by.id }) : null;
  await deps.port(linkWanted)(deps, tx, {
    organizationId,
    to: { name: name ?? '', address: email },
    kind: 'invitation',
    token,
    expiresAt,
    invitedBy: inviter?.name ?? null,
  });
  return { row, link: is_mailed ? null : invitationLink(deps.publicUrl, token) };
}
