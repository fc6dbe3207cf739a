import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { endpointSwitchedOff } from './ports.ts';
import { queueAttempt } from './queue-deliveries.ts';
import { hasFailedForLong, isGone, isSuccess, type Outcome, waitAfterMs } from './rules.ts';
import { updateEndpoint } from './store.ts';
import type { Claim } from './store-attempts.ts';
import { type DeliveryRow, lockDelivery, updateDelivery } from './store-deliveries.ts';

/** Writes down what an attempt came to, with the job of the next one, if there is to be one. */
export async function recordOutcome(deps: Deps, tx: Tx, claim: Claim, outcome: Outcome): Promise<void> {
  const { endpoint, until } = claim;
  const delivery = await lockDelivery(tx, claim.delivery);
  // Another worker took it over when the claim had run out: its outcome counts.
  if (delivery?.claimed_until?.getTime() !== until.getTime()) return;
  const now = deps.clock.now();
  const attempts = delivery.attempts + 1;
  const next = isSuccess(outcome) ? null : nextAttemptAt({ ...delivery, attempts }, outcome, now);
  updateDelivery(tx, delivery, {
    status: isSuccess(outcome) ? 'success' : next ? 'pending' : 'failed',
    attempts,
    claimed_until: null,
    last_attempt_at: new Date(now),
    response_status_code: outcome.statusCode,
    response_body: outcome.responseBody,
    error: outcome.error,
    duration_ms: outcome.durationMs,
    next_retry_at: next,
  });
  if (next) await queueAttempt(deps, tx, { ...delivery, attempts }, next);
  if (isSuccess(outcome)) {
    if (endpoint.failures > 0) await updateEndpoint(tx, endpoint, { failures: 0, failing_since: null });
  } else await countFailure(deps, tx, { endpoint, isSample: delivery.cause === 'test', outcome, now });
}

/** Null after the last attempt: a sample has one, and whoever answers 410 wants no other. */
function nextAttemptAt(delivery: DeliveryRow, outcome: Outcome, now: number): Date | null {
  if (delivery.cause === 'test' || isGone(outcome)) return null;
  const wait = waitAfterMs(delivery.attempts - delivery.attempts_before, {
    random: Math.random(),
    retryAfterMs: outcome.retryAfterMs,
  });
  return wait === null ? null : new Date(now + wait);
}

/** Switches the endpoint off when it is gone or has only failed for long, and tells its owner. */
async function countFailure(
  deps: Deps,
  tx: Tx,
  {
    endpoint,
    isSample,
    outcome,
    now,
  }: { endpoint: Claim['endpoint']; isSample: boolean; outcome: Outcome; now: number },
): Promise<void> {
  if (isSample && !isGone(outcome)) return;
  const at = new Date(now);
  const counted = await updateEndpoint(tx, endpoint, {
    failures: sql<number>`failures + 1`,
    failing_since: sql<Date>`coalesce(failing_since, ${at})`,
  });
  const { failures, failing_since: failingSince, active } = counted;
  const reason = isGone(outcome)
    ? 'gone'
    : hasFailedForLong({ failures, failingSince }, now)
      ? 'failing'
      : null;
  if (reason === null || !active) return;
  await updateEndpoint(tx, endpoint, { active: false, disabled_reason: reason, updated_at: at });
  await deps.port(endpointSwitchedOff)(deps, tx, endpoint);
}
