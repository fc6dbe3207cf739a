import {
  type Allocation,
  type Instant,
  type Interval,
  type SlotQuestion,
  spanToRead,
  zoneHorizon,
} from '@astrocal/scheduling';
import { type Kysely, sql } from 'kysely';
import { hasLapsed } from '../../db/lapsed.ts';
import type { Schema } from '../../db/schema.ts';
import { capNow, type EventTypeKey, type EventTypeRecord, receiptsOf, zoneOf } from '../event-types/index.ts';
import { nameOfMember } from '../members/index.ts';
import { hoursOf, longestMeeting } from './rules.ts';

const longest = longestMeeting();

/** A live allocation as the engine takes it, with its row's id. */
export interface SnapshotAllocation extends Allocation {
  readonly id: string;
}

/** An unpaid booking whose time is over: it reads as free until a writer releases it. */
export interface LapsedBooking {
  readonly id: string;
  readonly allocationId: string;
  readonly spots: number;
  readonly eventTypeId: string;
  readonly createdAt: Instant;
}

/** A host of the event type. */
export interface SnapshotHost {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Live and not lapsed, within the span that was asked for. */
  readonly allocations: readonly SnapshotAllocation[];
}

/** Everything that decides about an event type's slots at one instant, read by one statement. */
export interface Snapshot {
  readonly eventType: EventTypeRecord;
  /** In the order in which they are asked for their time. */
  readonly hosts: readonly SnapshotHost[];
  /** Every one of the hosts, each once. */
  readonly lapsed: readonly LapsedBooking[];
}

/** The event type with one of its hosts. */
interface SnapshotRow extends Omit<EventTypeRecord, 'lapsed'> {
  member_id: string;
  member_name: string;
  member_email: string;
  allocations: string | null;
  lapsed_bookings: readonly [string, string, number, string, number][];
}

/** `date_part` counts in floats, exact to the microsecond for centuries, where `extract` takes slow decimals. */
const seconds = (column: string) => sql`date_part('epoch', ${sql.raw(column)})`;

/** An allocation as words, which `toAllocation` reads: an array of JSON for each took two fifths of the whole query. */
const words = sql`concat_ws(' ', a.id, a.event_type_id, a.spots_taken, ${seconds('lower(a.reserved)')},
  ${seconds('upper(a.reserved)')}, ${seconds('a.slot_start')}, ${seconds('a.slot_end')})`;

function toAllocation(text: string): SnapshotAllocation {
  const [id = '', eventTypeId = '', spots, ...instants] = text.split(' ');
  const [start = 0, end = 0, slotStart = 0, slotEnd = 0] = instants.map((each) =>
    Math.round(Number(each) * 1000),
  );
  return { id, start, end, eventTypeId, slotStart, slotEnd, spotsTaken: Number(spots) };
}

/**
 * Reads the event type with what touches slots that start in `range`. Undefined when there is no such event type,
 * deleted ones included. It writes nothing.
 */
export async function readSnapshot(
  db: Kysely<Schema>,
  { eventType, range, now }: { eventType: EventTypeKey; range: Interval; now: Instant },
): Promise<Snapshot | undefined> {
  // Nothing is bookable before now or past the zone rules, and not every year that a request can name fits the database.
  const start = Math.min(Math.max(range.start, now), zoneHorizon);
  const span = spanToRead(longest, { start, end: Math.max(start, Math.min(range.end, zoneHorizon)) });
  const { organization_id, id } = eventType;
  const { rows } = await sql<SnapshotRow>`
    select e.*, r.period_start, r.received, e.host_id as member_id, m.name as member_name, m.email as member_email,
      (select string_agg(${words}, ',') from allocations a
        where a.organization_id = ${organization_id} and a.host_id = e.host_id and a.is_test = e.is_test
          and a.released_at is null and a.reserved && tstzrange(${new Date(span.start)}, ${new Date(span.end)})) as allocations,
      (select coalesce(json_agg(json_build_array(b.id, b.allocation_id, b.attendee_count,
          b.event_type_id, (${seconds('b.created_at')} * 1000)::bigint)), '[]'::json)
        from bookings b
        where b.organization_id = ${organization_id} and b.host_id = e.host_id and b.is_test = e.is_test
          and ${hasLapsed('b', new Date(now))}) as lapsed_bookings
    from event_types e
    cross join lateral ${nameOfMember(organization_id, sql.ref('e.host_id'))} m
    left join lateral (select period_start, received from event_type_receipts
      where organization_id = ${organization_id} and event_type_id = e.id limit 1) r on true
    where e.organization_id = ${organization_id} and e.id = ${id}`.execute(db);
  return toSnapshot(rows);
}

function toSnapshot(rows: readonly SnapshotRow[]): Snapshot | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const { member_id, member_name, member_email, allocations, lapsed_bookings, ...eventType } = first;
  const lapsed = lapsedOf(rows);
  const spots = Map.groupBy(lapsed, ({ allocationId }) => allocationId);
  return {
    eventType: {
      ...eventType,
      lapsed: lapsed
        .filter(({ eventTypeId }) => eventTypeId === eventType.id)
        .map(({ createdAt }) => createdAt),
    },
    hosts: rows.map((row) => ({
      id: row.member_id,
      name: row.member_name,
      email: row.member_email,
      allocations: allocationsOf(row, spots),
    })),
    lapsed,
  };
}

/** A booking that takes the time of several hosts stands in the row of each. */
function lapsedOf(rows: readonly SnapshotRow[]): LapsedBooking[] {
  const byId = new Map<string, LapsedBooking>();
  for (const { lapsed_bookings } of rows)
    for (const [id, allocationId, spots, eventTypeId, createdAt] of lapsed_bookings)
      byId.set(id, { id, allocationId, spots, eventTypeId, createdAt });
  return [...byId.values()];
}

/** The host's allocations without the spots of lapsed bookings. */
function allocationsOf(
  { allocations }: SnapshotRow,
  lapsed: ReadonlyMap<string, readonly LapsedBooking[]>,
): SnapshotAllocation[] {
  const read = (allocations?.split(',') ?? []).map(toAllocation);
  if (lapsed.size === 0) return read;
  return read
    .map((each) => {
      const freed = (lapsed.get(each.id) ?? []).reduce((sum, { spots }) => sum + spots, 0);
      return { ...each, spotsTaken: each.spotsTaken - freed };
    })
    .filter(({ spotsTaken }) => spotsTaken > 0);
}

/** What is wanted of the event type. */
export interface Asked {
  readonly now: Instant;
  readonly durationMinutes: number;
  /** The size of the party; 1 unless told. */
  readonly spots?: number;
  /** A booking that moves was received already: caps do not judge it again. */
  readonly isMove?: boolean;
}

/** What the engine is asked about the snapshot. */
export function questionOf(
  { eventType, hosts }: Snapshot,
  { now, durationMinutes, spots = 1, isMove = false }: Asked,
): SlotQuestion {
  const zone = zoneOf(eventType.timezone);
  const hours = hoursOf(zone, eventType);
  return {
    now,
    eventType: {
      id: eventType.id,
      zone,
      durationMinutes,
      bufferBeforeMinutes: eventType.buffer_before_minutes,
      bufferAfterMinutes: eventType.buffer_after_minutes,
      slotIntervalMinutes: eventType.slot_interval_minutes,
      minimumNoticeMinutes: eventType.minimum_notice_minutes,
      bookingWindowDays: eventType.booking_window_days,
      // A party that was booked while more were allowed keeps its size when it moves.
      capacity: isMove ? Math.max(eventType.max_attendees, spots) : eventType.max_attendees,
    },
    cap: isMove ? null : capNow(eventType, receiptsOf(eventType), now),
    hosts: hosts.map(({ id, allocations }) => ({ id, hours, allocations, busy: [] })),
    assignment: eventType.assignment_strategy === 'collective' ? 'all' : 'any',
    spots,
  };
}
