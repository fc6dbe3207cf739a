import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { findOwner } from '../members/index.ts';
import { findOrganization } from '../organizations/index.ts';
import { mailWebhookDisabledJob } from './jobs.ts';
import { writerOf } from './mail-facts.ts';
import { postMails } from './post-mails.ts';
import { findSwitchedOff } from './store.ts';

/** Tells the owner of an organization that one of its webhooks was switched off, unless it is on again or gone. */
export const mailWebhookDisabled = handleJob(
  mailWebhookDisabledJob,
  (deps: Deps, { id: jobId, data: { organization_id: organizationId, id: endpointId } }) =>
    deps.database.inTransaction(async (tx) => {
      const endpoint = await findSwitchedOff(tx, { organizationId, endpointId });
      if (!endpoint) return;
      const { name: organizationName, sender_name: senderName } = await findOrganization(tx, organizationId);
      const { name, email } = await findOwner(tx, organizationId);
      await postMails(deps, tx, organizationId, [
        {
          isTest: endpoint.isTest,
          // The job: an endpoint may be switched off again, and that is another mail.
          cause: jobId,
          role: 'owner',
          facts: {
            kind: 'webhook_disabled',
            to: { name, address: email },
            ...writerOf({ organizationName, senderName, replyTo: null }),
            endpointId,
            url: endpoint.url,
            reason: endpoint.reason,
          },
          about: { id: endpointId },
        },
      ]);
    }),
);
