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
  readonly hostId: string;
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
  const hosts = [...new Set([plan.hostId, ...alsoHosts])].sort();
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
  return row && remember(eventType, row);
}

type Planned = Pick<Snapshot['eventType'], 'host_id' | 'is_test' | 'booking_cap' | 'max_attendees'>;

function remember(eventType: EventTypeKey, row: Planned): LockPlan {
  const plan = { isTest: row.is_test, hostId: row.host_id, withEventType: countsBookings(row) };
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
    if (snapshot) remember(eventType, snapshot.eventType);
    else plans.delete(nameOf(eventType));
    if (snapshot && isPlanned(plan, snapshot.eventType)) return snapshot;
    throw new LostRace();
  };
  const snapshot = await read();
  if (snapshot.lapsedBookings.length === 0) return snapshot;
  await releaseLapsed(deps, tx, {
    organizationId: eventType.organization_id,
    ids: snapshot.lapsedBookings.map(({ id }) => id),
    now,
  });
  return read();
}

/** Whether what was locked is what had to be locked. */
const isPlanned = (plan: LockPlan, eventType: Planned): boolean =>
  eventType.host_id === plan.hostId && (plan.withEventType || !countsBookings(eventType));

const countsBookings = (row: Planned): boolean => row.booking_cap !== null || row.max_attendees > 1;
