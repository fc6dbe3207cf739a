import type { Database } from '../db/database.ts';
import { claimOne } from './claim.ts';
import type { AttemptDeps, AttemptKey, AttemptKind, AttemptRow } from './kind.ts';
import { settleAlone } from './settle.ts';

/**
 * Makes this very attempt, due or not, and writes down what it came to. False when there is none to be made, or somebody
 * has it. Throws for a fault of ours; then it is made again when the claim has run out.
 */
export async function attemptNow<Row extends AttemptRow, Deps extends AttemptDeps & { database: Database }>(
  deps: Deps,
  kind: AttemptKind<Row, Deps>,
  { organization_id, id }: AttemptKey,
): Promise<boolean> {
  const { database, clock } = deps;
  const claimed = await claimOne(database.queueConnection, kind, { organization_id, id, now: clock.now() });
  if (!claimed) return false;
  const result = await kind.perform(deps, claimed.row as Row, new AbortController().signal);
  await settleAlone(database, kind, { settlement: { ...claimed, result }, now: clock.now() });
  return true;
}
