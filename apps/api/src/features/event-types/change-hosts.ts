import {
  type HostCreate,
  type HostsReplace,
  type HostUpdate,
  hostDefaults,
  mostHosts,
} from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, invalid, notFound } from '../../lib/api-error.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { keepMembers, type MemberKey } from '../members/index.ts';
import { eventTypesChanged } from './ports.ts';
import type { EventTypeRow } from './store.ts';
import {
  deleteHosts,
  type HostRecord,
  type HostSettings,
  insertHosts,
  listHosts,
  removeHostWhereOthersAre,
  updateHost,
} from './store-hosts.ts';
import { lockEventType } from './update-event-type.ts';

/** A host of an event type. */
export interface HostTarget {
  readonly eventType: OwnedKey;
  readonly hostId: string;
}

/** Makes a member a host. Throws `not_found`, and `conflict` for one who is a host already or one too many. */
export async function addHost(
  deps: Deps,
  tx: Tx,
  target: OwnedKey,
  body: Static<typeof HostCreate>,
): Promise<HostRecord> {
  const { eventType, hosts } = await openHosts(deps, tx, target, [body.member_id]);
  if (hosts.some(({ member_id }) => member_id === body.member_id))
    throw new ApiError('conflict', 'The member is a host of the event type already.');
  if (hosts.length >= mostHosts)
    throw new ApiError('conflict', `An event type has ${mostHosts} hosts at most.`);
  const position = 1 + Math.max(...hosts.map((host) => host.position));
  const host = { ...hostDefaults, ...body, position };
  await insertHosts(tx, eventType, { hosts: [host], now: deps.clock.now() });
  const now = await settle(deps, tx, eventType);
  return hostOf(now, ({ member_id }) => member_id === body.member_id);
}

/** Changes what a host is to get of the bookings. Throws `not_found`. */
export async function changeHost(
  deps: Deps,
  tx: Tx,
  { eventType: target, hostId }: HostTarget,
  body: Static<typeof HostUpdate>,
): Promise<HostRecord> {
  const { eventType, hosts } = await openHosts(deps, tx, target);
  const host = hostOf(hosts, ({ id }) => id === hostId);
  if (Object.keys(body).length === 0) return host;
  await updateHost(tx, host, body);
  return hostOf(await settle(deps, tx, eventType), ({ id }) => id === hostId);
}

/** Takes a host away; its bookings stay with it. Throws `not_found`, and `conflict` for the last one. */
export async function removeHost(
  deps: Deps,
  tx: Tx,
  { eventType: target, hostId }: HostTarget,
): Promise<void> {
  const { eventType, hosts } = await openHosts(deps, tx, target);
  const host = hostOf(hosts, ({ id }) => id === hostId);
  if (hosts.length === 1) throw new ApiError('conflict', 'An event type has one host at least.');
  await deleteHosts(tx, eventType, [host.id]);
  await settle(deps, tx, eventType);
}

/** Sets all hosts at once; those who stay keep their turns. Throws `not_found`, `validation_error` for one named twice. */
export async function replaceHosts(
  deps: Deps,
  tx: Tx,
  target: OwnedKey,
  body: Static<typeof HostsReplace>,
): Promise<HostRecord[]> {
  const wanted = body.hosts.map((host): HostSettings => ({ ...hostDefaults, ...host }));
  const issues = wanted.flatMap(({ member_id }, index) =>
    wanted.findIndex((other) => other.member_id === member_id) < index
      ? [{ path: `body.hosts.${index}.member_id`, message: 'is named twice' }]
      : [],
  );
  if (issues.length > 0) throw invalid(...issues);
  const memberIds = wanted.map(({ member_id }) => member_id);
  const { eventType, hosts } = await openHosts(deps, tx, target, memberIds);
  const gone = hosts.filter(({ member_id }) => !memberIds.includes(member_id));
  await deleteHosts(
    tx,
    eventType,
    gone.map(({ id }) => id),
  );
  const placed = wanted.map((host, position) => ({ ...host, position }));
  const presentOf = (memberId: string) => hosts.find(({ member_id }) => member_id === memberId);
  for (const host of placed) {
    const present = presentOf(host.member_id);
    if (present) await updateHost(tx, present, host);
  }
  const added = placed.filter(({ member_id }) => !presentOf(member_id));
  await insertHosts(tx, eventType, { hosts: added, now: deps.clock.now() });
  return settle(deps, tx, eventType);
}

/** Takes a member who left from the hosts of event types that have others: whoever waits may have a spot with those. */
export async function removeHostEverywhere(deps: Deps, tx: Tx, member: MemberKey): Promise<void> {
  await deps.port(eventTypesChanged)(deps, tx, await removeHostWhereOthersAre(tx, member));
}

/**
 * The event type with its hosts, its bookings kept out for the rest of the transaction, so that each is judged before the
 * change or after it. Throws `not_found`, also for a member whom the mode does not know.
 */
async function openHosts(
  deps: Deps,
  tx: Tx,
  target: OwnedKey,
  memberIds: readonly string[] = [],
): Promise<{ eventType: EventTypeRow; hosts: HostRecord[] }> {
  const eventType = await lockEventType(deps, tx, target);
  // After the locks of hosts, as who removes a member takes them.
  if (memberIds.length > 0) await keepMembers(tx, target.owner, memberIds);
  return { eventType, hosts: await listHosts(tx, eventType) };
}

/** The hosts as they are now; whoever waits may have a spot with them. */
async function settle(deps: Deps, tx: Tx, eventType: EventTypeRow): Promise<HostRecord[]> {
  await deps.port(eventTypesChanged)(deps, tx, [eventType]);
  return listHosts(tx, eventType);
}

function hostOf(hosts: readonly HostRecord[], isWanted: (host: HostRecord) => boolean): HostRecord {
  const host = hosts.find(isWanted);
  if (!host) throw notFound('host');
  return host;
}
