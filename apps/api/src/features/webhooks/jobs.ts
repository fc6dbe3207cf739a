import { Type } from 'typebox';
import { type DataOf, declareJob } from '../../jobs/definition.ts';

/** Makes one attempt at a delivery. */
export const deliverJob = declareJob({
  name: 'webhooks.deliver',
  data: Type.Object({
    organizationId: Type.String(),
    deliveryId: Type.String(),
    attempt: Type.Integer(),
  }),
  retryLimit: 20,
  retryDelayMaxSeconds: 60,
  timeoutSeconds: 60,
  // Requests wait for others, so there may be many; an endpoint that hangs takes its own share of them only.
  concurrency: 48,
  groupConcurrency: 6,
});

/** Queues one page of a replay: the messages of these events from an instant until before another, after the last one. */
export const replayJob = declareJob({
  name: 'webhooks.replay',
  data: Type.Object({
    organization_id: Type.String(),
    is_test: Type.Boolean(),
    endpoint_id: Type.String(),
    replay_id: Type.Unsafe<`rpl_${string}`>(Type.String({ pattern: '^rpl_' })),
    events: Type.Array(Type.String()),
    from: Type.Number(),
    until: Type.Number(),
    /** Null: from the beginning. */
    after: Type.Union([Type.String(), Type.Null()]),
  }),
  formerNames: {
    organizationId: 'organization_id',
    isTest: 'is_test',
    endpointId: 'endpoint_id',
    replayId: 'replay_id',
  },
  retryLimit: 20,
  retryDelayMaxSeconds: 60,
});

export type ReplayPage = DataOf<typeof replayJob>;
