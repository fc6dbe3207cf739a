import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { together } from '../../lib/together.ts';
import { deliverJob } from './jobs.ts';
import { queueAttempt } from './queue-deliveries.ts';
import { recordOutcome } from './record-outcome.ts';
import { isSuccess } from './rules.ts';
import { sendAttempt } from './send-attempt.ts';
import { findEndpoint } from './store.ts';
import { type Attempt, type Claim, claimAttempts, recordSuccesses, type Success } from './store-attempts.ts';
import { lockDelivery, updateDelivery } from './store-deliveries.ts';

/** Longer than a request may take. A worker that dies keeps its attempt from others for so long. */
const claimedForMs = 20_000;

/** Makes one attempt, unless it was made before. No transaction is open while the request is under way. */
export async function attemptDelivery(deps: Deps, attempt: Attempt): Promise<void> {
  const { database } = deps;
  const many = manyOf(deps);
  const claim =
    (await many.claim(attempt)) ?? (await database.inTransaction((tx) => claimAttempt(deps, tx, attempt)));
  if (!claim) return;
  const outcome = await sendAttempt(deps, claim);
  const isPlain = isSuccess(outcome) && claim.endpoint.failures === 0;
  if (isPlain && (await many.succeed({ claim, outcome }))) return;
  await database.inTransaction((tx) => recordOutcome(deps, tx, claim, outcome));
}

export const deliver = handleJob(deliverJob, (deps: Deps, { data }) => attemptDelivery(deps, data));

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

/** What most attempts need, which is done for many of them by one statement. */
interface Many {
  /** Null where it takes a look at this very attempt to say whether it may be made. */
  claim(attempt: Attempt): Promise<Claim | null>;
  /** False where it takes a look at this very delivery to say what becomes of it. */
  succeed(success: Success): Promise<boolean>;
}

/** As many as there are places for. */
const atMost = { max: 48, restMs: 2 };

const made = new WeakMap<Deps, Many>();

function manyOf(deps: Deps): Many {
  const many = made.get(deps) ?? makeMany(deps);
  made.set(deps, many);
  return many;
}

function makeMany({ database: { db }, clock }: Deps): Many {
  return {
    claim: together(async (attempts: readonly Attempt[]) => {
      const now = clock.now();
      const until = new Date(now + claimedForMs);
      const claims = await claimAttempts(db, attempts, { now: new Date(now), until });
      return attempts.map(({ deliveryId }) => {
        const claim = claims.get(deliveryId) ?? null;
        claims.delete(deliveryId); // a claim is for one, where two jobs ask for the same attempt
        return claim;
      });
    }, atMost),
    succeed: together(async (successes: readonly Success[]) => {
      const recorded = await recordSuccesses(db, successes, new Date(clock.now()));
      return successes.map(({ claim }) => recorded.has(claim.delivery.id));
    }, atMost),
  };
}
