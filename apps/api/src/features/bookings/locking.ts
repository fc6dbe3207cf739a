import type { Instant } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import { eventTypeLock, hostLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { readSnapshot, type Snapshot } from '../availability/index.ts';
import { LostRace } from './refusals.ts';
import { releaseLapsed } from './release.ts';

/** What is locked for a claim: known before the locks, so it is compared with what is read under them. */
interface LockPlan {
  readonly isTest: boolean;
  readonly hostId: string;
  readonly withEventType: boolean;
}

/**
 * Locks what bookings of the event type depend on: the event type when it counts them (a cap, a group), then the
 * hosts. Returns undefined when there is no such event type. Deleted ones are locked too: their bookings live on.
 */
export async function lockForClaim(
  deps: Pick<Deps, 'guards'>,
  tx: Tx,
  eventTypeId: string,
  alsoHosts: readonly string[] = [],
): Promise<LockPlan | undefined> {
  const row = await tx
    .selectFrom('event_types')
    .select(['host_id', 'is_test', 'booking_cap', 'max_attendees'])
    .where('id', '=', eventTypeId)
    .executeTakeFirst();
  if (!row) return undefined;
  const plan = { isTest: row.is_test, hostId: row.host_id, withEventType: countsBookings(row) };
  const hosts = [...new Set([row.host_id, ...alsoHosts])].sort();
  await deps.guards.lock(tx, [
    ...(plan.withEventType ? [eventTypeLock(eventTypeId)] : []),
    ...hosts.map((host) => hostLock(host, plan.isTest)),
  ]);
  return plan;
}

/**
 * Reads, under the locks, what decides about a slot at `start`. Unpaid bookings whose time is over are released
 * first, each with its event.
 */
export async function readLocked(
  tx: Tx,
  { plan, eventTypeId, start, now }: { plan: LockPlan; eventTypeId: string; start: Instant; now: Instant },
): Promise<Snapshot> {
  const read = () => readSnapshot(tx, { eventTypeId, range: { start, end: start + 1 }, now });
  let snapshot = await read();
  if (!snapshot) throw new Error(`The event type ${eventTypeId} was locked and then not found.`);
  if (snapshot.lapsedBookings.length > 0) {
    for (const { id } of snapshot.lapsedBookings) await releaseLapsed(tx, { id, now });
    snapshot = (await read()) ?? snapshot;
  }
  const { eventType } = snapshot;
  if (eventType.host_id !== plan.hostId || (countsBookings(eventType) && !plan.withEventType))
    throw new LostRace();
  return snapshot;
}

const countsBookings = (row: { booking_cap: number | null; max_attendees: number }): boolean =>
  row.booking_cap !== null || row.max_attendees > 1;
