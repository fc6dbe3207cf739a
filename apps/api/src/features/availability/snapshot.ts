import type { AttributeValues } from '@astrocal/contract';
import {
  type Allocation,
  type HostShare,
  type Instant,
  type Interval,
  type SlotQuestion,
  spanToRead,
  zoneHorizon,
} from '@astrocal/scheduling';
import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { capNow, type EventTypeKey, type EventTypeRecord, receiptsOf, zoneOf } from '../event-types/index.ts';
import { hoursOf, instantsOfDays, type StoredTimes } from '../schedules/index.ts';
import { type ClaimedHost, withoutOthersGroups } from './open-groups.ts';
import { longestMeeting } from './rules.ts';
import { findSnapshot } from './store-snapshot.ts';

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
  /** Of the hosts that are read, those whose time it took. */
  readonly hostIds: readonly string[];
}

/** A host of the event type. */
export interface SnapshotHost {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Gets new bookings. */
  readonly isActive: boolean;
  readonly attributes: AttributeValues;
  /** Where its days begin and end. */
  readonly timezone: string;
  /** When it can meet; null: at any hour. */
  readonly schedule: StoredTimes['schedule'];
  /** The first and the last date of each absence around the span that was asked for. */
  readonly absences: readonly (readonly [string, string])[];
  /** Takes part in every meeting, whoever is chosen beside it. */
  readonly isRequired: boolean;
  readonly share: HostShare;
  /** Live and not lapsed, within the span that was asked for. */
  readonly allocations: readonly SnapshotAllocation[];
}

/** Everything that decides about an event type's slots at one instant, read by one statement. */
export interface Snapshot {
  readonly eventType: EventTypeRecord;
  /** In the order in which they came to the event type. */
  readonly hosts: readonly SnapshotHost[];
  /** What the event type's clock of turns shows. */
  readonly virtualTime: number;
  /** Every one of the hosts, each once. */
  readonly lapsed: readonly LapsedBooking[];
}

export interface SnapshotQuery {
  readonly eventType: EventTypeKey;
  readonly range: Interval;
  readonly now: Instant;
  /** What was over by then is left out: `now` unless told, since nothing is bookable before. */
  readonly from?: Instant;
}

/**
 * Reads the event type with what touches slots that start in `range`. Undefined when there is no such event type,
 * deleted ones included. It writes nothing.
 */
export async function readSnapshot(
  db: Kysely<Schema>,
  { eventType, range, now, from = now }: SnapshotQuery,
): Promise<Snapshot | undefined> {
  // Nothing is bookable past the zone rules, and not every year that a request can name fits the database.
  const start = Math.min(Math.max(range.start, from), zoneHorizon);
  const span = spanToRead(longest, { start, end: Math.max(start, Math.min(range.end, zoneHorizon)) });
  return findSnapshot(db, { eventType, span, now });
}

/** What is wanted of the event type. */
export interface Asked {
  readonly now: Instant;
  readonly durationMinutes: number;
  /** The size of the party; 1 unless told. */
  readonly spots?: number;
  /** A booking that moves was received already: caps do not judge it again. */
  readonly isMove?: boolean;
  /** Of those who can be chosen this one only. */
  readonly only?: string | undefined;
}

/** What the engine is asked about the snapshot. */
export function questionOf(
  { eventType, hosts, virtualTime }: Snapshot,
  { now, durationMinutes, spots = 1, isMove = false, only }: Asked,
): SlotQuestion {
  const zone = zoneOf(eventType.timezone);
  const hours = hoursOf(zone, eventType);
  const assignment = assignmentOf(eventType.assignment_strategy, virtualTime);
  // Who is not active cannot be chosen; nothing takes place without who is needed.
  const asked = hosts.filter((host) => host.isActive || isNeeded(eventType, host)).map(toHost);
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
    hours,
    hosts: isShared(eventType, hosts)
      ? withoutOthersGroups(asked, { eventTypeId: eventType.id, ...assignment })
      : asked,
    ...assignment,
    ...(only !== undefined && { wantedHostId: only }),
    spots,
  };
}

/** Whether a host takes part in every meeting of the event type. */
export const isNeeded = (
  { assignment_strategy }: Pick<EventTypeRecord, 'assignment_strategy'>,
  { isRequired }: Pick<SnapshotHost, 'isRequired'>,
): boolean => assignment_strategy === 'collective' || isRequired;

const toHost = ({
  id,
  isActive,
  timezone,
  schedule,
  absences,
  isRequired,
  share,
  allocations,
}: SnapshotHost): ClaimedHost => ({
  id,
  isRequired,
  isInactive: !isActive,
  share,
  allocations,
  busy: [],
  ...(schedule && { hours: hoursOf(zoneOf(schedule.timezone), schedule) }),
  ...(absences.length > 0 && {
    absences: absences.map(([start_date, end_date]) =>
      instantsOfDays(zoneOf(timezone), { start_date, end_date }),
    ),
  }),
});

/** Whether several hosts can have a group open. */
const isShared = ({ max_attendees }: EventTypeRecord, hosts: readonly SnapshotHost[]): boolean =>
  hosts.length > 1 && max_attendees > 1;

function assignmentOf(
  strategy: EventTypeRecord['assignment_strategy'],
  virtualTime: number,
): Pick<SlotQuestion, 'assignment' | 'rotation'> {
  return strategy === 'collective'
    ? { assignment: 'all' }
    : { assignment: 'any', rotation: { strategy, virtualTime } };
}
