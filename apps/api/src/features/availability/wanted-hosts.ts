import { ApiError } from '../../lib/api-error.ts';
import { isNeeded, type Snapshot, type SnapshotHost } from './snapshot.ts';

/** What is wanted of who holds the meeting. */
export interface HostWish {
  /** A member. */
  readonly hostId?: string | undefined;
  /** Names and values that it has all of. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

/**
 * The event type as it is for the wish: of those who can be chosen only who meets it. Where somebody who takes part anyway
 * meets it, all can be chosen. Throws `host_unavailable` where nobody meets it, whatever time they have.
 */
export function forWish(snapshot: Snapshot, { hostId, attributes = {} }: HostWish): Snapshot {
  const meets = (host: SnapshotHost) =>
    host.isActive && (hostId === undefined || host.id === hostId) && hasAll(host, attributes);
  if (!snapshot.hosts.some(meets)) throw new ApiError('host_unavailable');
  const isAnyway = (host: SnapshotHost) => isNeeded(snapshot.eventType, host);
  if (snapshot.hosts.some((host) => isAnyway(host) && meets(host))) return snapshot;
  return { ...snapshot, hosts: snapshot.hosts.filter((host) => isAnyway(host) || meets(host)) };
}

const hasAll = ({ attributes }: SnapshotHost, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([name, value]) => {
    const has = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    return has === value || (Array.isArray(has) && has.includes(value));
  });
