import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { defineJob } from '../../jobs/definition.ts';
import { queueAttempt } from './queue-deliveries.ts';
import { recordOutcome } from './record-outcome.ts';
import { sendAttempt } from './send-attempt.ts';
import { type EndpointRow, findEndpoint } from './store.ts';
import { type DeliveryRow, lockDelivery, updateDelivery } from './store-deliveries.ts';

/** Which attempt at which delivery. */
export interface Attempt {
  readonly organizationId: string;
  readonly deliveryId: string;
  /** From 1 on: a job that runs again finds its attempt made and does nothing. */
  readonly attempt: number;
}

/** An attempt in the hands of one worker. */
export interface Claim {
  readonly delivery: DeliveryRow;
  readonly endpoint: EndpointRow;
  readonly until: Date;
}

/** Longer than a request may take. A worker that dies keeps its attempt from others for so long. */
const claimedForMs = 20_000;

/** Makes one attempt, unless it was made before. No transaction is open while the request is under way. */
export async function attemptDelivery(deps: Deps, attempt: Attempt): Promise<void> {
  const claim = await deps.database.inTransaction((tx) => claimAttempt(deps, tx, attempt));
  if (!claim) return;
  const outcome = await sendAttempt(deps, claim);
  await deps.database.inTransaction((tx) => recordOutcome(deps, tx, claim, outcome));
}

export const deliver = defineJob<Attempt, Deps>()({
  name: 'webhooks.deliver',
  retryLimit: 20,
  retryDelayMaxSeconds: 60,
  timeoutSeconds: 60,
  // Requests wait for others, so there may be many; an endpoint that hangs takes its own share of them only.
  concurrency: 48,
  groupConcurrency: 6,
  handle: (deps, { data }) => attemptDelivery(deps, data),
});

async function claimAttempt(
  deps: Deps,
  tx: Tx,
  { organizationId, deliveryId, attempt }: Attempt,
): Promise<Claim | null> {
  const delivery = await lockDelivery(tx, { organization_id: organizationId, id: deliveryId });
  if (delivery?.status !== 'pending' || delivery.attempts !== attempt - 1) return null;
  const now = deps.clock.now();
  if (delivery.claimed_until && delivery.claimed_until.getTime() > now) {
    await queueAttempt(deps, tx, delivery, delivery.claimed_until); // in case that worker has died
    return null;
  }
  const owner = { organizationId, isTest: delivery.is_test };
  const endpoint = await findEndpoint(tx, owner, delivery.endpoint_id);
  if (!endpoint || !(endpoint.active || delivery.cause === 'test')) {
    const error = endpoint ? 'The endpoint is switched off.' : 'The endpoint was deleted.';
    updateDelivery(tx, delivery, { status: 'failed', error, next_retry_at: null });
    return null;
  }
  const until = new Date(now + claimedForMs);
  updateDelivery(tx, delivery, { claimed_until: until });
  return { delivery, endpoint, until };
}
