import { Type } from 'typebox';
import { type DataOf, declareJob } from '../../jobs/definition.ts';

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
