import type { Deps } from '../../deps.ts';
import { defineJob } from '../../jobs/definition.ts';

/** Tells the owner of an organization that one of its webhooks was switched off. */
export const mailWebhookDisabled = defineJob<{ organizationId: string; endpointId: string }, Deps>()({
  name: 'notifications.webhook-disabled',
  retryLimit: 20,
  retryDelayMaxSeconds: 300,
  handle: async () => undefined,
});
