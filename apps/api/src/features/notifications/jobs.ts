import { Type } from 'typebox';
import { declareJob } from '../../jobs/definition.ts';
import { rowKeyData } from '../../jobs/row-key.ts';

const retries = { retryLimit: 20, retryDelayMaxSeconds: 300 } as const;

/** Reminds the party of a booking. */
export const remindJob = declareJob({
  name: 'notifications.remind',
  data: Type.Object({
    organization_id: Type.String(),
    booking_id: Type.String(),
    /** The revision that the reminder is of: one that has moved since is reminded of anew. */
    revision: Type.Integer(),
    minutes: Type.Integer(),
  }),
  formerNames: { organizationId: 'organization_id', bookingId: 'booking_id' },
  ...retries,
  concurrency: 2,
});

/** Tells whoever joined a waitlist which place they have. */
export const mailWaitlistJoinedJob = declareJob({
  name: 'notifications.waitlist-joined',
  data: rowKeyData,
  formerNames: { organizationId: 'organization_id', entryId: 'id' },
  ...retries,
});

/** Tells the owner of an organization that one of its webhooks was switched off. */
export const mailWebhookDisabledJob = declareJob({
  name: 'notifications.webhook-disabled',
  data: rowKeyData,
  formerNames: { organizationId: 'organization_id', endpointId: 'id' },
  ...retries,
});
