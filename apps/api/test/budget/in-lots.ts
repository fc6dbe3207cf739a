import { claimDue } from '../../src/attempts/claim.ts';
import type { AnyAttemptKind, AttemptKind, AttemptRow } from '../../src/attempts/kind.ts';
import { settleTogether } from '../../src/attempts/settle.ts';
import type { Deps } from '../../src/deps.ts';
import type { Owner } from '../../src/lib/principal.ts';

/**
 * Makes all attempts of a kind that are due for one owner as a worker does whose places are enough for them: one claim,
 * all at the same time, one settlement. So how many statements that is does not follow the clock. Returns how many there
 * were.
 */
export async function attemptInOneLot(
  deps: Deps,
  kind: AnyAttemptKind,
  { owner, lanes }: { readonly owner: Owner; readonly lanes: readonly string[] },
): Promise<number> {
  const { database, clock } = deps;
  const room = {
    atMost: 100,
    unproven: 100,
    lanes: lanes.map((lane) => ({ lane, room: 100, isProven: true })),
  };
  const [claimed] = await claimDue(database.queueConnection, kind, {
    asked: [{ owner, room }],
    now: clock.now(),
  });
  const claims = claimed?.claims ?? [];
  const { perform } = kind as unknown as AttemptKind<AttemptRow, Deps>;
  const { signal } = new AbortController();
  const settlements = await Promise.all(
    claims.map(async (each) => ({ ...each, result: await perform(deps, each.row, signal) })),
  );
  await settleTogether(database, kind, { settlements, now: clock.now() });
  return claims.length;
}
