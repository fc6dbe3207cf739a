import {
  findSlots,
  findZone,
  formatInstant,
  type Instant,
  type Interval,
  type Slot,
  slotsJson,
} from '@astrocal/scheduling';
import type { Deps } from '../../deps.ts';
import { invalid, notFound } from '../../lib/api-error.ts';
import { instantTextOrNull } from '../../lib/instants.ts';
import { may } from '../../lib/may.ts';
import type { Caller, Principal } from '../../lib/principal.ts';
import { capResetsAt, type EventTypeRecord, locateEventType } from '../event-types/index.ts';
import { chooseDuration, rangeOf } from './rules.ts';
import { questionOf, readSnapshot, type Snapshot, type SnapshotQuery } from './snapshot.ts';
import { countWaiting } from './store-waiting.ts';
import { forWish, type HostWish } from './wanted-hosts.ts';

export interface AvailabilityQuery {
  readonly event_type_id: string;
  readonly start: string;
  readonly end: string;
  readonly timezone?: string;
  readonly duration?: number;
  /** A member who shall hold it. */
  readonly host_id?: string;
  /** What a host has who shall hold it. */
  readonly host_attributes?: Readonly<Record<string, string>>;
  /** A booking, for the times that it can be moved to. */
  readonly booking_id?: string;
}

/**
 * The answer of GET /v1/availability as JSON text (docs/availability.md): the engine writes the slots itself.
 * Throws `not_found` also for an inactive event type, `validation_error` for a range or length it cannot have, and
 * `host_unavailable` where no host is as wished.
 */
export async function readAvailability(
  deps: Deps,
  principal: Caller,
  query: AvailabilityQuery,
): Promise<string> {
  const { event_type_id, duration } = query;
  const range = parseRange(query);
  const now = deps.clock.now();
  const found = await readBookable(deps, principal, { eventTypeId: event_type_id, range, now });
  const snapshot = isWished(query) ? forWish(found, wishOf(query)) : found;
  const { eventType } = snapshot;
  const durationMinutes = chooseDuration(eventType, duration, 'query.duration');
  const list = findSlots(questionOf(snapshot, { now, durationMinutes }), range, {
    withFull: eventType.waitlist_enabled,
  });
  const capped = list.capped ? cappedJson(eventType, now) : '';
  if (!eventType.waitlist_enabled) return availabilityJson(query, eventType, list.slots, capped);
  const waiting = await countWaiting(deps.database.db, eventType, { range, now });
  return availabilityJson(query, eventType, list.slots, `${capped}${waitlist(list, waiting)}`);
}

/** The query with the host whom an embedded session settles. Throws `validation_error` for another one. */
export function withSettledHost<Q extends Pick<AvailabilityQuery, 'host_id'>>(
  principal: Caller,
  query: Q,
): Q {
  if (principal.kind !== 'embed' || principal.as !== 'booker' || principal.hostId === null) return query;
  const { hostId } = principal;
  if (query.host_id !== undefined && query.host_id !== hostId)
    throw invalid({ path: 'query.host_id', message: 'is settled by the embedded session' });
  return { ...query, host_id: hostId };
}

const wishOf = ({ host_id, host_attributes }: AvailabilityQuery): HostWish => ({
  hostId: host_id,
  attributes: host_attributes,
});

/** Whether it matters who holds the meeting. */
export const isWished = ({ host_id, host_attributes }: AvailabilityQuery): boolean =>
  host_id !== undefined || host_attributes !== undefined;

/** That the cap is reached, and until when, as further fields. */
function cappedJson(eventType: EventTypeRecord, now: Instant): string {
  const resetsAt = instantTextOrNull(capResetsAt(eventType, now));
  return `,"capped":true,"cap_resets_at":${JSON.stringify(resetsAt)}`;
}

/** The instants that a query asks about. Throws `validation_error`. */
export function parseRange({ start, end, timezone = 'UTC' }: AvailabilityQuery): Interval {
  const zone = findZone(timezone);
  if (!zone) throw invalid({ path: 'query.timezone', message: 'is not a time zone' });
  return rangeOf({ start, end }, zone);
}

/** The answer to a query as JSON text; `more` are further fields, each behind a comma. */
export function availabilityJson(
  { event_type_id, start, end, timezone = 'UTC' }: AvailabilityQuery,
  { max_attendees }: Pick<EventTypeRecord, 'max_attendees'>,
  slots: readonly Slot[],
  more = '',
): string {
  const head = JSON.stringify({ event_type_id, timezone, start, end }).slice(0, -1);
  return `${head},"slots":${slotsJson(slots, { spots: max_attendees > 1 })}${more}}`;
}

/** What can be waited for, with the position that a joiner would get. */
function waitlist(
  { capped, full }: { capped: boolean; full: readonly Slot[] },
  waiting: (start: Instant) => number,
): string {
  const fullSlots = full.map(({ start, end }) => ({
    start_time: formatInstant(start),
    end_time: formatInstant(end),
    waitlist_position: waiting(start) + 1,
  }));
  const available = capped || full.length > 0;
  return `,"waitlist_available":${available},"full_slots":${JSON.stringify(fullSlots)}`;
}

/** The snapshot of an event type that takes bookings and that the principal may reach. Throws `not_found`. */
export async function readBookable(
  deps: Deps,
  principal: Caller,
  { eventTypeId, ...rest }: { eventTypeId: string } & Omit<SnapshotQuery, 'eventType'>,
): Promise<Snapshot> {
  const { db } = deps.database;
  const eventType = await locateEventType(deps, db, { principal, id: eventTypeId });
  const snapshot = eventType && (await readSnapshot(db, { eventType, ...rest }));
  if (!snapshot || !isBookable(snapshot, principal)) throw notFound('event_type');
  return snapshot;
}

/** Whether the principal may learn when the event type can be booked, and it is neither deleted nor inactive. */
export function isBookable({ eventType }: Snapshot, principal: Principal): boolean {
  const owner = { organizationId: eventType.organization_id, isTest: eventType.is_test };
  return eventType.deleted_at === null && eventType.active && may(principal, 'availability.read', owner);
}
