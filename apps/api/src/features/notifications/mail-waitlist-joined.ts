import type { Deps } from '../../deps.ts';
import { defineJob } from '../../jobs/definition.ts';

/** Tells whoever joined a waitlist which place they have, and how to leave it. */
export const mailWaitlistJoined = defineJob<{ organizationId: string; entryId: string }, Deps>()({
  name: 'notifications.waitlist-joined',
  retryLimit: 20,
  retryDelayMaxSeconds: 300,
  handle: async () => undefined,
});
