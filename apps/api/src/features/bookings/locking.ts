import type { Instant, Interval } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import { eventTypeLock, hostLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { readSnapshot, type Snapshot } from '../availability/index.ts';
import type { EventTypeKey } from '../event-types/index.ts';
import { LostRace } from './refusals.ts';
import { releaseLapsed } from './release.ts';

/** What is locked for a claim: known before the locks, so it is compared with what is read under them. */
interface LockPlan {
  readonly isTest: boolean;
  /** Sorted. */
  readonly hostIds: readonly string[];
  readonly withEventType: boolean;
}

/**
 * Plans by organization and event type, as they were last read. One that is old by now shows when it is compared; the transaction that
 * lost by it runs again with a fresh one. So the locks and the statement that reads under them travel together.
 */
const plans = new Map<string, LockPlan>();
const maxPlans = 10_000;
const nameOf = ({ organization_id, id }: EventTypeKey) => `${organization_id}:${id}`;

/**
 * Locks what bookings of the event type depend on: the event type when it counts them (a cap, a group), then the
 * hosts. Returns undefined when there is no such event type. Deleted ones are locked too: their bookings live on.
 * What is locked must be compared with what is read under the locks, as `readLocked` does.
 */
export async function lockForClaim(
  deps: Pick<Deps, 'guards'>,
  tx: Tx,
  eventType: EventTypeKey,
  alsoHosts: readonly string[] = [],
): Promise<LockPlan | undefined> {
  const plan = plans.get(nameOf(eventType)) ?? (await readPlan(tx, eventType));
  if (plan) await takePlanned(deps, tx, { eventTypeId: eventType.id, plan, alsoHosts });
  return plan;
}

/** Locks the same for who gives time back and reads nothing that could be compared: by a fresh plan. */
export async function lockForRelease(
  deps: Pick<Deps, 'guards'>,
  tx: Tx,
  {
    organization_id,
    event_type_id: eventTypeId,
    host_id,
  }: { organization_id: string; event_type_id: string; host_id: string },
): Promise<void> {
  const plan = await readPlan(tx, { organization_id, id: eventTypeId });
  if (plan) await takePlanned(deps, tx, { eventTypeId, plan, alsoHosts: [host_id] });
}

async function takePlanned(
  { guards }: Pick<Deps, 'guards'>,
  tx: Tx,
  { eventTypeId, plan, alsoHosts }: { eventTypeId: string; plan: LockPlan; alsoHosts: readonly string[] },
): Promise<void> {
  const hosts = [...new Set([...plan.hostIds, ...alsoHosts])].sort();
  await guards.lock(tx, [
    ...(plan.withEventType ? [eventTypeLock(eventTypeId)] : []),
    ...hosts.map((host) => hostLock(host, plan.isTest)),
  ]);
}

async function readPlan(tx: Tx, eventType: EventTypeKey): Promise<LockPlan | undefined> {
  const row = await tx
    .selectFrom('event_types')
    .select(['host_id', 'is_test', 'booking_cap', 'max_attendees'])
    .where('organization_id', '=', eventType.organization_id)
    .where('id', '=', eventType.id)
    .executeTakeFirst();
  return row && remember(eventType, planOf(row, [row.host_id]));
}

type Counting = Pick<Snapshot['eventType'], 'is_test' | 'booking_cap' | 'max_attendees'>;

const planOf = (eventType: Counting, hostIds: readonly string[]): LockPlan => ({
  isTest: eventType.is_test,
  hostIds: hostIds.toSorted(),
  withEventType: eventType.booking_cap !== null || eventType.max_attendees > 1,
});

const planOfSnapshot = ({ eventType, hosts }: Snapshot): LockPlan =>
  planOf(
    eventType,
    hosts.map(({ id }) => id),
  );

function remember(eventType: EventTypeKey, plan: LockPlan): LockPlan {
  if (plans.size >= maxPlans) plans.clear();
  plans.set(nameOf(eventType), plan);
  return plan;
}

/**
 * Reads, under the locks, what decides about slots that start in `range`. Unpaid bookings whose time is over are released
 * first, each with its event.
 */
export async function readLocked(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  { plan, eventType, range, now }: { plan: LockPlan; eventType: EventTypeKey; range: Interval; now: Instant },
): Promise<Snapshot> {
  const read = async () => {
    const snapshot = await readSnapshot(tx, { eventType, range, now });
    if (!snapshot) plans.delete(nameOf(eventType));
    else if (isCovered(remember(eventType, planOfSnapshot(snapshot)), plan)) return snapshot;
    throw new LostRace();
  };
  const snapshot = await read();
  if (snapshot.lapsed.length === 0) return snapshot;
  const ids = snapshot.lapsed.map(({ id }) => id);
  await releaseLapsed(deps, tx, { organizationId: eventType.organization_id, ids, now });
  return read();
}

/** Whether what was locked is what had to be locked. */
const isCovered = (needed: LockPlan, locked: LockPlan): boolean =>
  needed.hostIds.every((id) => locked.hostIds.includes(id)) &&
  (locked.withEventType || !needed.withEventType);
