import type { Hours } from './hours.ts';
import { isCovered, isTouched, type MergedIntervals, mergeIntervals, sortedBy } from './merged-intervals.ts';
import type { Allocation, Host, SlotOverride, SlotQuestion } from './question.ts';
import { type SlotShape, slotShape } from './slot-shape.ts';
import { findStretches } from './stretches.ts';
import type { Instant, Interval } from './time.ts';

/** Why a host cannot take a start that the event type offers, in the order in which it is judged. */
export const hostRefusals = [
  'inactive',
  'outside_schedule',
  'absent',
  'booked',
  'full',
  'calendar_busy',
] as const;

export type HostRefusal = (typeof hostRefusals)[number];

/** What one host says to one start. */
export interface HostAnswer {
  readonly hostId: string;
  /** Null: can take it. */
  readonly reason: HostRefusal | null;
  /** Refused, and other bookings are the only reason. */
  readonly onlyBookings: boolean;
  /** Free spots before this party is seated. */
  readonly spotsRemaining: number;
  /** The party would join a group slot that is already open. */
  readonly joins: boolean;
}

/** A host's calendar, ready to answer one question many times. */
export interface HostCalendar {
  readonly hostId: string;
  readonly isInactive: boolean;
  /** When the host can meet by its schedule; null: it has none. */
  readonly schedule: MergedIntervals | null;
  readonly absences: MergedIntervals;
  readonly shape: SlotShape;
  readonly capacity: number;
  readonly spots: number;
  readonly reserved: MergedIntervals;
  readonly busy: MergedIntervals;
  /** The open slots of this very event type and length, ascending by slot start. */
  readonly groups: readonly Allocation[];
}

/** Sorts what the question says about a host, for starts within a range. */
export function hostCalendar(question: SlotQuestion, host: Host, range: Interval): HostCalendar {
  const { eventType, spots } = question;
  const shape = slotShape(eventType);
  const isOurs = (allocation: Allocation) =>
    allocation.eventTypeId === eventType.id && allocation.slotEnd - allocation.slotStart === shape.durationMs;
  const { hours } = host;
  const hasSchedule = hours !== undefined && hours !== eventTypeHours(question);
  return {
    hostId: host.id,
    isInactive: host.isInactive === true,
    schedule: hasSchedule ? openTimes(hours, { ...range, end: range.end + shape.durationMs }) : null,
    absences: mergeIntervals(host.absences ?? []),
    shape,
    capacity: eventType.capacity,
    spots,
    reserved: mergeIntervals(host.allocations),
    busy: mergeIntervals(host.busy),
    // A slot of one cannot be joined: its allocation is then an ordinary one.
    groups: eventType.capacity === 1 ? [] : sortedBy(host.allocations.filter(isOurs), slotStartOf),
  };
}

/** The hours that make the grid; null where the question tells none. */
export function eventTypeHours({ hours, hosts }: SlotQuestion): Hours | null {
  return hours ?? hosts[0]?.hours ?? null;
}

/**
 * A host's answer to a start, whatever the event type's hours and grid say to it: the whole slot has to lie in the
 * host's schedule and in no absence, and what the host has taken has to leave room. Overridden hours are the schedule's
 * too; an absence is not overridden, nor that the host gets no new bookings.
 */
export function answerStart(host: HostCalendar, start: Instant, override: SlotOverride): HostAnswer {
  if (host.isInactive) return refusal(host, 'inactive');
  const end = start + host.shape.durationMs;
  if (host.schedule && !override.includes('hours') && !isCovered(host.schedule, start, end))
    return refusal(host, 'outside_schedule');
  if (isTouched(host.absences, start, end)) return refusal(host, 'absent');
  return answerAttending(host, start);
}

/** Windows that touch are one time here, at midnight too: only the event type's make a grid. */
function openTimes(hours: Hours, range: Interval): MergedIntervals {
  return mergeIntervals(findStretches(hours, range));
}

/** The answer of a host who is there. */
function answerAttending(host: HostCalendar, start: Instant): HostAnswer {
  const group = findGroup(host.groups, start);
  // Joiners share the allocation as it was booked; others reserve the time with today's buffers.
  const reservedStart = group ? group.start : start - host.shape.beforeMs;
  const reservedEnd = group ? group.end : start + host.shape.durationMs + host.shape.afterMs;
  const isBooked = !group && isTouched(host.reserved, reservedStart, reservedEnd);
  const isBusy = isTouched(host.busy, reservedStart, reservedEnd);
  const spotsRemaining = isBooked ? 0 : Math.max(0, host.capacity - (group?.spotsTaken ?? 0));
  const isFull = spotsRemaining < host.spots;
  return {
    hostId: host.hostId,
    reason: isBooked ? 'booked' : isFull ? 'full' : isBusy ? 'calendar_busy' : null,
    onlyBookings: (isBooked || isFull) && !isBusy,
    spotsRemaining,
    joins: group !== undefined,
  };
}

function findGroup(groups: readonly Allocation[], slotStart: Instant): Allocation | undefined {
  let low = 0;
  let high = groups.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (slotStartOf(groups[middle] as Allocation) >= slotStart) high = middle;
    else low = middle + 1;
  }
  const group = groups[low];
  return group?.slotStart === slotStart ? group : undefined;
}

function slotStartOf(allocation: Allocation): Instant {
  return allocation.slotStart;
}

function refusal({ hostId }: HostCalendar, reason: HostRefusal): HostAnswer {
  return { hostId, reason, onlyBookings: false, spotsRemaining: 0, joins: false };
}
