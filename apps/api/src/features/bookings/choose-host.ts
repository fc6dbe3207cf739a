import type { Verdict } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import { hostLock } from '../../db/locks.ts';
import { tryInSavepoint } from '../../db/transactions.ts';
import type { Deps } from '../../deps.ts';
import type { Snapshot } from '../availability/index.ts';
import { type LockedScene, readPlanned, releaseSeen } from './locking.ts';

/** A verdict with what it was given on, both under the locks of the hosts whose time it would take. */
export interface Decided {
  readonly snapshot: Snapshot;
  readonly verdict: Verdict;
}

/**
 * Judges under the locks that `lockForBooking` took. Where any of several hosts will do, the one whom the verdict names is
 * locked and judged again: whoever booked that host by another event type may have been faster. Then the next is tried.
 * The lock of the one who was refused is given back with its savepoint, so nobody waits for a host who is not taken.
 */
export async function decideUnderLocks(
  deps: Pick<Deps, 'guards' | 'queue'>,
  tx: Tx,
  { scene, seen, judge }: { scene: LockedScene; seen: Snapshot; judge: (snapshot: Snapshot) => Verdict },
): Promise<Decided> {
  if (!scene.plan.choosesHost) return { snapshot: seen, verdict: judge(seen) };
  let snapshot = seen;
  for (;;) {
    const verdict = judge(snapshot);
    if (!verdict.ok) return { snapshot, verdict };
    const hostIds = verdict.slot.hostIds;
    const locks = hostIds.toSorted().map((id) => hostLock(id, scene.plan.isTest));
    const isFree = await tryInSavepoint(tx, async () => {
      await deps.guards.lock(tx, locks);
      snapshot = await readPlanned(tx, scene);
      return judge(ofHosts(snapshot, hostIds)).ok;
    });
    if (!isFree) continue;
    const released = await releaseSeen(deps, tx, scene, { snapshot, hostIds });
    const locked = ofHosts(released, hostIds);
    return { snapshot: locked, verdict: judge(locked) };
  }
}

/** The snapshot as it is for an event type that has these hosts only. */
const ofHosts = (snapshot: Snapshot, hostIds: readonly string[]): Snapshot => ({
  ...snapshot,
  hosts: snapshot.hosts.filter(({ id }) => hostIds.includes(id)),
});
