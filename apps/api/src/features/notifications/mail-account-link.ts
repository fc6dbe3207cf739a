import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import type { WantedLink } from '../accounts/index.ts';
import { findOrganization } from '../organizations/index.ts';
import { writerOf } from './mail-facts.ts';
import { postMails } from './post-mails.ts';

/** Writes a mail with a link to the person of an account. It is theirs alone: nobody else in the organization reads it. */
export async function mailAccountLink(
  deps: Deps,
  tx: Tx,
  { organizationId, to, kind, token, expiresAt, invitedBy, newEmail }: WantedLink,
): Promise<void> {
  const { name: organizationName, sender_name: senderName } = await findOrganization(tx, organizationId);
  await postMails(deps, tx, organizationId, [
    {
      isTest: false,
      cause: newId('message', deps.clock.now()),
      role: 'owner',
      facts: {
        kind: 'account_link',
        to,
        ...writerOf({ organizationName, senderName, replyTo: null }),
        link: kind,
        token,
        ...(invitedBy !== undefined && { invitedBy }),
        ...(newEmail !== undefined && { newEmail }),
      },
      expiresAt,
      about: { id: to.address },
    },
  ]);
}
