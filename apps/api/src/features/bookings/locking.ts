import type { Instant, Interval } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import { eventTypeLock, hostLock } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { readSnapshot, type Snapshot } from '../availability/index.ts';
import { type EventTypeKey, findLockedBy, type LockedBy } from '../event-types/index.ts';
import { LostRace } from './refusals.ts';
import { releaseLapsed } from './release.ts';
import { type BookingRow, eventTypeOf, hostIdsOf } from './store.ts';

/** What is locked for a claim: known before the locks, so it is compared with what is read under them. */
export interface LockPlan {
  readonly isTest: boolean;
  /** Sorted. */
  readonly hostIds: readonly string[];
  readonly withEventType: boolean;
  /** Any of several hosts will do: a booking locks the one that it takes, once that is decided under the event type's lock. */
  readonly choosesHost: boolean;
}

/**
 * Plans by organization and event type, as they were last read. One that is old by now shows when it is compared; the
 * transaction that lost by it runs again with a fresh one. So the locks and the statement that reads under them travel
 * together.
 */
const plans = new Map<string, LockPlan>();
const maxPlans = 10_000;
const nameOf = ({ organization_id, id }: EventTypeKey) => `${organization_id}:${id}`;

/**
 * Locks what bookings of the event type depend on: the event type when it counts them (a cap, a group) or has several
 * hosts, then all hosts. Returns undefined when there is no such event type. Deleted ones are locked too:
 * their bookings live on. What is locked must be compared with what is read under the locks, as `readLocked` does.
 */
export async function lockForClaim(
  deps: Pick<Deps, 'guards'>,
  tx: Tx,
  eventType: EventTypeKey,
  alsoHosts: readonly string[] = [],
): Promise<LockPlan | undefined> {
  const plan = plans.get(nameOf(eventType)) ?? (await readPlan(tx, eventType));
  if (plan) await takePlanned(deps, tx, { eventType, plan, hostIds: [...plan.hostIds, ...alsoHosts] });
  return plan;
}

/** The same for a booking, which leaves the hosts where it chooses one: `decideUnderLocks` locks that one. */
export async function lockForBooking(
  deps: Pick<Deps, 'guards'>,
  tx: Tx,
  eventType: EventTypeKey,
): Promise<LockPlan | undefined> {
  const plan = plans.get(nameOf(eventType)) ?? (await readPlan(tx, eventType));
  if (plan) await takePlanned(deps, tx, { eventType, plan, hostIds: plan.choosesHost ? [] : plan.hostIds });
  return plan;
}

/** Locks the same for who gives time back and reads nothing that could be compared: by a fresh plan. */
export async function lockForRelease(deps: Pick<Deps, 'guards'>, tx: Tx, booking: BookingRow): Promise<void> {
  const eventType = eventTypeOf(booking);
  const plan = await readPlan(tx, eventType);
  const hostIds = plan && [...plan.hostIds, ...hostIdsOf(booking)];
  if (plan && hostIds) await takePlanned(deps, tx, { eventType, plan, hostIds });
}

async function takePlanned(
  { guards }: Pick<Deps, 'guards'>,
  tx: Tx,
  { eventType, plan, hostIds }: { eventType: EventTypeKey; plan: LockPlan; hostIds: readonly string[] },
): Promise<void> {
  const hosts = [...new Set(hostIds)].sort();
  await guards.lock(tx, [
    ...(plan.withEventType ? [eventTypeLock(eventType.id)] : []),
    ...hosts.map((host) => hostLock(host, plan.isTest)),
  ]);
}

async function readPlan(tx: Tx, eventType: EventTypeKey): Promise<LockPlan | undefined> {
  const found = await findLockedBy(tx, eventType);
  return found && remember(eventType, planOf(found, found.host_ids));
}

function planOf(eventType: Omit<LockedBy, 'host_ids'>, hostIds: readonly string[]): LockPlan {
  const hasSeveral = hostIds.length > 1;
  return {
    isTest: eventType.is_test,
    hostIds: hostIds.toSorted(),
    withEventType: hasSeveral || eventType.booking_cap !== null || eventType.max_attendees > 1,
    choosesHost: hasSeveral && eventType.assignment_strategy !== 'collective',
  };
}

function remember(eventType: EventTypeKey, plan: LockPlan): LockPlan {
  if (plans.size >= maxPlans) plans.clear();
  plans.set(nameOf(eventType), plan);
  return plan;
}

/** What is asked under locks: slots of an event type that start in `range`. */
export interface LockedScene {
  readonly plan: LockPlan;
  readonly eventType: EventTypeKey;
  readonly range: Interval;
  readonly now: Instant;
}

/** Reads, under the locks, what decides about the slots. Throws LostRace where they are not those that it takes. */
export async function readPlanned(tx: Tx, { plan, eventType, range, now }: LockedScene): Promise<Snapshot> {
  const snapshot = await readSnapshot(tx, { eventType, range, now });
  if (!snapshot) plans.delete(nameOf(eventType));
  else if (isCovered(remember(eventType, planOfSnapshot(snapshot)), plan)) return snapshot;
  throw new LostRace();
}

/** The same under the locks of all hosts, after unpaid bookings whose time is over have been released. */
export async function readLocked(deps: Pick<Deps, 'queue'>, tx: Tx, scene: LockedScene): Promise<Snapshot> {
  const snapshot = await readPlanned(tx, scene);
  return releaseSeen(deps, tx, scene, { snapshot, hostIds: scene.plan.hostIds });
}

/**
 * Releases what has lapsed of hosts that are locked, each with its event: what reads as free is free for the database
 * too. Returns the snapshot as it is then.
 */
export async function releaseSeen(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  scene: LockedScene,
  { snapshot, hostIds }: { snapshot: Snapshot; hostIds: readonly string[] },
): Promise<Snapshot> {
  const lapsed = snapshot.lapsed.filter((each) => each.hostIds.some((id) => hostIds.includes(id)));
  if (lapsed.length === 0) return snapshot;
  const { organization_id: organizationId } = scene.eventType;
  await releaseLapsed(deps, tx, { organizationId, ids: lapsed.map(({ id }) => id), now: scene.now });
  return readPlanned(tx, scene);
}

const planOfSnapshot = ({ eventType, hosts }: Snapshot): LockPlan =>
  planOf(
    eventType,
    hosts.map(({ id }) => id),
  );

/** Whether what was locked is what had to be locked. */
const isCovered = (needed: LockPlan, locked: LockPlan): boolean =>
  needed.hostIds.every((id) => locked.hostIds.includes(id)) &&
  (locked.withEventType || !needed.withEventType) &&
  needed.choosesHost === locked.choosesHost;
