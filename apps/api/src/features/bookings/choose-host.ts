import type { Assignment } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import { hostLock } from '../../db/locks.ts';
import { tryInSavepoint } from '../../db/transactions.ts';
import type { Deps } from '../../deps.ts';
import type { Snapshot } from '../availability/index.ts';
import { type LockedScene, readPlanned, releaseSeen } from './locking.ts';

/** What is said of a snapshot: who takes the time, or who could beside this one, whom nobody else may take the place of. */
export type Judge = (snapshot: Snapshot, only?: string) => Assignment;

/** An assignment with what it was given on, both under the locks of the hosts whose time it would take. */
export interface Decided {
  readonly snapshot: Snapshot;
  readonly assignment: Assignment;
  /** The same before one was taken of those who could be. */
  readonly among: Assignment;
}

/**
 * Judges under the locks that `lockForBooking` took. Where one of several hosts is chosen, the one whose turn it is and
 * those who are needed beside are locked and judged again: whoever booked one of them by another event type may have been
 * faster. Then the next is tried. The locks for one who was refused are given back with its savepoint, so nobody waits
 * for a host who is not taken.
 */
export async function decideUnderLocks(
  deps: Pick<Deps, 'guards' | 'queue'>,
  tx: Tx,
  { scene, seen, judge }: { scene: LockedScene; seen: Snapshot; judge: Judge },
): Promise<Decided> {
  const all = (snapshot: Snapshot, among: Assignment) => ({ snapshot, assignment: among, among });
  if (!scene.plan.choosesHost) return all(seen, judge(seen));
  let snapshot = seen;
  for (;;) {
    const among = judge(snapshot);
    if (!among.ok) return all(snapshot, among);
    const only = among.candidates[0]?.hostId;
    const hostIds = [...among.requiredIds, ...(only === undefined ? [] : [only])];
    const locks = hostIds.toSorted().map((id) => hostLock(id, scene.plan.isTest));
    let assignment: Assignment = among;
    const isFree = await tryInSavepoint(tx, async () => {
      await deps.guards.lock(tx, locks);
      snapshot = await readPlanned(tx, scene);
      assignment = judge(snapshot, only);
      return assignment.ok;
    });
    if (!isFree) continue;
    const released = await releaseSeen(deps, tx, scene, { snapshot, hostIds });
    return {
      snapshot: released,
      assignment: released === snapshot ? assignment : judge(released, only),
      among,
    };
  }
}
