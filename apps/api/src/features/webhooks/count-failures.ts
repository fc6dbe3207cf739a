import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { endpointSwitchedOff } from './ports.ts';
import { hasFailedForLong, isGone, type Outcome } from './rules.ts';
import { addFailure, type EndpointRow, updateEndpoint } from './store.ts';

/** An attempt has succeeded after others have failed. */
export async function forgetFailures(tx: Tx, endpoint: EndpointRow): Promise<void> {
  await updateEndpoint(tx, endpoint, { failures: 0, failing_since: null });
}

/** Switches the endpoint off when it is gone or has only failed for long, and tells its owner. */
export async function countFailure(
  deps: Deps,
  tx: Tx,
  {
    endpoint,
    isSample,
    outcome,
    now,
  }: { endpoint: EndpointRow; isSample: boolean; outcome: Outcome; now: number },
): Promise<void> {
  if (isSample && !isGone(outcome)) return;
  const at = new Date(now);
  const counted = await addFailure(tx, endpoint, at);
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
