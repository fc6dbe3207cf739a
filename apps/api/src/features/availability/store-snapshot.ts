import type { Instant, Interval } from '@astrocal/scheduling';
import { type Kysely, sql } from 'kysely';
import { hasLapsed } from '../../db/lapsed.ts';
import type { Schema } from '../../db/schema.ts';
import { writtenOnce } from '../../db/written-once.ts';
import {
  type EventTypeKey,
  type EventTypeRecord,
  type HostRow,
  hostsOfEventType,
  rotationOfEventType,
} from '../event-types/index.ts';
import { hostOfMember } from '../members/index.ts';
import { type StoredTimes, timesOfMember } from '../schedules/index.ts';
import type { LapsedBooking, Snapshot, SnapshotAllocation, SnapshotHost } from './snapshot.ts';

/** The event type with one of its hosts. */
interface SnapshotRow extends Omit<EventTypeRecord, 'lapsed'>, HostRow, StoredTimes {
  virtual_time: number | null;
  member_name: string;
  member_email: string;
  member_timezone: string;
  attributes: SnapshotHost['attributes'];
  is_active: boolean;
  allocations: string | null;
  /** Of its organization and mode. */
  lapsed_bookings: readonly [string, string, number, string, number, string][];
}

/** `date_part` counts in floats, exact to the microsecond for centuries, where `extract` takes slow decimals. */
const seconds = (column: string) => sql`date_part('epoch', ${sql.raw(column)})`;

/** An allocation as words, which `toAllocation` reads: an array of JSON for each took two fifths of the whole query. */
const words = sql`concat_ws(' ', a.id, a.event_type_id, a.spots_taken, ${seconds('lower(a.reserved)')},
  ${seconds('upper(a.reserved)')}, ${seconds('a.slot_start')}, ${seconds('a.slot_end')})`;

function toAllocation(text: string): SnapshotAllocation {
  const [id, eventTypeId, spots, start, end, slotStart, slotEnd] = text.split(' ') as WordsOfAllocation;
  return {
    id,
    start: toInstant(start),
    end: toInstant(end),
    eventTypeId,
    slotStart: toInstant(slotStart),
    slotEnd: toInstant(slotEnd),
    spotsTaken: Number(spots),
  };
}

type WordsOfAllocation = [string, string, string, string, string, string, string];

const toInstant = (secondsText: string): Instant => Math.round(Number(secondsText) * 1000);

/** The event type once for each of its hosts, with what touches slots that start from `from` until `until`. */
const selectHosts = writtenOnce(
  (asked: { organizationId: string; id: string; from: Date; until: Date; now: Date }) => sql<SnapshotRow>`
    select e.*, r.period_start, r.received, t.virtual_time, h.*, m.name as member_name, m.email as member_email,
      m.timezone as member_timezone, m.attributes, m.is_active, s.schedule, s.absences,
      (select string_agg(${words}, ',') from allocations a
        where a.organization_id = ${asked.organizationId} and a.subject_id = h.member_id and a.is_test = e.is_test
          and a.released_at is null and a.reserved && tstzrange(${asked.from}, ${asked.until})) as allocations,
      (select coalesce(json_agg(json_build_array(b.id, b.allocation_id, b.attendee_count,
          b.event_type_id, (${seconds('b.created_at')} * 1000)::bigint, b.host_id)), '[]'::json)
        from bookings b
        where b.organization_id = ${asked.organizationId} and b.is_test = e.is_test
          and ${hasLapsed('b', asked.now)}) as lapsed_bookings
    from event_types e
    cross join lateral ${hostsOfEventType(asked.organizationId, sql.ref('e.id'))} h
    cross join lateral ${hostOfMember(asked.organizationId, sql.ref('h.member_id'))} m
    cross join lateral ${timesOfMember({ ...asked, memberId: sql.ref('h.member_id'), isTest: sql.ref('e.is_test') })} s
    left join lateral (select period_start, received from event_type_receipts
      where organization_id = ${asked.organizationId} and event_type_id = e.id limit 1) r on true
    left join lateral ${rotationOfEventType(asked.organizationId, sql.ref('e.id'))} t on true
    where e.organization_id = ${asked.organizationId} and e.id = ${asked.id}`,
);

/** The event type with what touches `span`. Undefined when there is no such event type, deleted ones included. */
export async function findSnapshot(
  db: Kysely<Schema>,
  { eventType, span, now }: { eventType: EventTypeKey; span: Interval; now: Instant },
): Promise<Snapshot | undefined> {
  const rows = await selectHosts(db, {
    organizationId: eventType.organization_id,
    id: eventType.id,
    from: new Date(span.start),
    until: new Date(span.end),
    now: new Date(now),
  });
  return toSnapshot(rows.toSorted((one, other) => one.position - other.position));
}

function toSnapshot(rows: readonly SnapshotRow[]): Snapshot | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const hosts = rows.map(toHost);
  const lapsed = first.lapsed_bookings.map((row) => toLapsed(row, hosts));
  return {
    eventType: {
      ...eventTypeOf(first),
      lapsed: lapsed.filter(({ eventTypeId }) => eventTypeId === first.id).map(({ createdAt }) => createdAt),
    },
    virtualTime: first.virtual_time ?? 0,
    hosts: lapsed.length === 0 ? hosts : hosts.map((host) => withoutLapsed(host, lapsed)),
    lapsed: lapsed.filter(({ hostIds }) => hostIds.length > 0),
  };
}

const toHost = (row: SnapshotRow): SnapshotHost => ({
  id: row.member_id,
  name: row.member_name,
  email: row.member_email,
  isActive: row.is_active,
  attributes: row.attributes,
  timezone: row.member_timezone,
  schedule: row.schedule,
  absences: row.absences ?? [],
  isRequired: row.required,
  share: { weight: row.weight, priority: row.priority, tag: row.tag, bookings: row.bookings },
  allocations: (row.allocations?.split(',') ?? []).map(toAllocation),
});

/** The row without what it says of the host and of others. */
function eventTypeOf({
  member_id,
  position,
  priority,
  weight,
  required,
  tag,
  bookings,
  member_name,
  member_email,
  member_timezone,
  attributes,
  is_active,
  schedule,
  absences,
  allocations,
  lapsed_bookings,
  virtual_time,
  ...eventType
}: SnapshotRow): Omit<EventTypeRecord, 'lapsed'> {
  return eventType;
}

/** It took the time of the host whom it shows, and of every other who has its allocation. */
function toLapsed(
  [id, allocationId, spots, eventTypeId, createdAt, shownHostId]: SnapshotRow['lapsed_bookings'][number],
  hosts: readonly SnapshotHost[],
): LapsedBooking {
  const isOf = (host: SnapshotHost) =>
    host.id === shownHostId || host.allocations.some((allocation) => allocation.id === allocationId);
  const hostIds = hosts.filter(isOf).map((host) => host.id);
  return { id, allocationId, spots, eventTypeId, createdAt, hostIds };
}

/** The host with the spots of lapsed bookings free. */
const withoutLapsed = (host: SnapshotHost, lapsed: readonly LapsedBooking[]): SnapshotHost => ({
  ...host,
  allocations: host.allocations
    .map((each) => {
      const freed = lapsed.filter(({ allocationId }) => allocationId === each.id);
      return { ...each, spotsTaken: freed.reduce((left, { spots }) => left - spots, each.spotsTaken) };
    })
    .filter(({ spotsTaken }) => spotsTaken > 0),
});
