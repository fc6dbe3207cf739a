import { findTogether } from '../../attempts/find-together.ts';
import { defineAttempts, ownerOf, type Result } from '../../attempts/kind.ts';
import type { Deps } from '../../deps.ts';
import { countFailure, forgetFailures } from './count-failures.ts';
import { deliverySchedule, isGone, isSuccess, mostEndpoints, type Outcome } from './rules.ts';
import { sendAttempt } from './send-attempt.ts';
import { type EndpointRow, findEndpoints } from './store.ts';
import type { DeliveryRow } from './store-deliveries.ts';

const findEndpoint = findTogether(({ database }: Deps, owner, ids) => findEndpoints(database.db, owner, ids));

/** Sends messages to endpoints. */
export const deliver = defineAttempts<DeliveryRow, Deps>({
  name: 'webhooks.deliver',
  table: 'webhook_deliveries',
  lane: 'endpoint_id',
  schedule: deliverySchedule,
  // Requests wait for others, so there may be many. Nobody with endpoints that hang takes more than their part, and all
  // that an organization can have of them leave room for the others.
  places: {
    total: 240,
    perOwner: 120,
    test: 120,
    perLane: 6,
    unproven: 160,
    unprovenPerOwner: mostEndpoints,
    claimedPerPlace: 3,
  },
  values: {
    last_attempt_at: 'timestamptz',
    response_status_code: 'integer',
    response_body: 'text',
    error: 'text',
    duration_ms: 'integer',
  },
  reason: 'error',
  async perform(deps, delivery) {
    const endpoint = await findEndpoint(deps, { ...ownerOf(delivery), id: delivery.endpoint_id });
    if (!endpoint || !(endpoint.active || delivery.cause === 'test')) {
      const error = endpoint ? 'The endpoint is switched off.' : 'The endpoint was deleted.';
      return { is: 'unwanted', status: 'failed', values: { error } };
    }
    const outcome = await sendAttempt(deps, delivery, endpoint);
    return resultOf(deps, { delivery, endpoint, outcome });
  },
});

function resultOf(
  deps: Deps,
  { delivery, endpoint, outcome }: { delivery: DeliveryRow; endpoint: EndpointRow; outcome: Outcome },
): Result {
  const now = deps.clock.now();
  const values = {
    last_attempt_at: new Date(now),
    response_status_code: outcome.statusCode,
    response_body: outcome.responseBody,
    error: outcome.error,
    duration_ms: outcome.durationMs,
  };
  if (isSuccess(outcome))
    return {
      is: 'done',
      status: 'success',
      values,
      ...(endpoint.failures > 0 && { also: (tx) => forgetFailures(tx, endpoint) }),
    };
  const isSample = delivery.cause === 'test';
  return {
    is: 'failed',
    values,
    hintMs: outcome.retryAfterMs,
    // A sample is sent once, and whoever answers 410 wants no other.
    forGood: isSample || isGone(outcome),
    also: (tx) => countFailure(deps, tx, { endpoint, isSample, outcome, now }),
  };
}
