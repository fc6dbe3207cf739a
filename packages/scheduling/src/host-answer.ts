import type { Hours } from './hours.ts';
import { isTouched, type MergedIntervals, mergeIntervals, sortedBy } from './merged-intervals.ts';
import type { Allocation, Host, SlotOverride, SlotQuestion, SlotRefusal } from './question.ts';
import { type SlotShape, slotShape } from './slot-shape.ts';
import { findStretches, type Stretch } from './stretches.ts';
import type { Instant, Interval } from './time.ts';

/** What one host says to one start. */
export interface HostAnswer {
  /** Null: can take it. */
  readonly reason: SlotRefusal | null;
  /** Refused, and other bookings are the only reason. */
  readonly onlyBookings: boolean;
  /** Free spots before this party is seated. */
  readonly spotsRemaining: number;
  /** The party would join a group slot that is already open. */
  readonly joins: boolean;
}

/** A host's calendar, ready to answer one question many times. */
export interface HostCalendar {
  readonly hours: Hours;
  readonly shape: SlotShape;
  readonly capacity: number;
  readonly spots: number;
  readonly reserved: MergedIntervals;
  readonly busy: MergedIntervals;
  /** The open slots of this very event type and length, ascending by slot start. */
  readonly groups: readonly Allocation[];
}

export interface HostTime {
  readonly start: Instant;
  readonly answer: HostAnswer;
}

export const outsideHours = refusal('outside_hours');
const notOnGrid = refusal('not_on_grid');

/** Sorts what the question says about a host. */
export function hostCalendar({ eventType, spots }: SlotQuestion, host: Host): HostCalendar {
  const shape = slotShape(eventType);
  const isOurs = (allocation: Allocation) =>
    allocation.eventTypeId === eventType.id && allocation.slotEnd - allocation.slotStart === shape.durationMs;
  return {
    hours: host.hours,
    shape,
    capacity: eventType.capacity,
    spots,
    reserved: mergeIntervals(host.allocations),
    busy: mergeIntervals(host.busy),
    // A slot of one cannot be joined: its allocation is then an ordinary one.
    groups: eventType.capacity === 1 ? [] : sortedBy(host.allocations.filter(isOurs), slotStartOf),
  };
}

/** The starts of a host's grid within a range that fit its hours, ascending, each with its answer. */
export function findHostTimes(host: HostCalendar, range: Interval): readonly HostTime[] {
  const times: HostTime[] = [];
  const { stepMs, durationMs } = host.shape;
  for (const stretch of findStretches(host.hours, range)) {
    const end = Math.min(stretch.end, stretch.reach - durationMs + 1);
    for (let start = firstOnGrid(stretch, stepMs); start < end; start += stepMs) {
      times.push({ start, answer: answerFitting(host, start) });
    }
  }
  return times;
}

/**
 * A host's answer to any start: hours first, then the grid, then what the host has taken. Where the hours are overridden
 * and the start lies in no window, there is no grid to be on.
 */
export function answerStart(host: HostCalendar, start: Instant, override: SlotOverride): HostAnswer {
  const [stretch] = findStretches(host.hours, { start, end: start + 1 });
  const fits = stretch !== undefined && start + host.shape.durationMs <= stretch.reach;
  if (!fits && !override.includes('hours')) return outsideHours;
  const isOnGrid = stretch === undefined || firstOnGrid(stretch, host.shape.stepMs) === start;
  return isOnGrid || override.includes('grid') ? answerFitting(host, start) : notOnGrid;
}

/** The answer to a start that fits the hours and the grid. */
function answerFitting(host: HostCalendar, start: Instant): HostAnswer {
  const group = findGroup(host.groups, start);
  // Joiners share the allocation as it was booked; others reserve the time with today's buffers.
  const reservedStart = group ? group.start : start - host.shape.beforeMs;
  const reservedEnd = group ? group.end : start + host.shape.durationMs + host.shape.afterMs;
  const isBooked = !group && isTouched(host.reserved, reservedStart, reservedEnd);
  const isBusy = isTouched(host.busy, reservedStart, reservedEnd);
  const spotsRemaining = isBooked ? 0 : Math.max(0, host.capacity - (group?.spotsTaken ?? 0));
  const isFull = spotsRemaining < host.spots;
  return {
    reason: isBooked ? 'booked' : isFull ? 'full' : isBusy ? 'calendar_busy' : null,
    onlyBookings: (isBooked || isFull) && !isBusy,
    spotsRemaining,
    joins: group !== undefined,
  };
}

function firstOnGrid({ start, gridOrigin }: Stretch, stepMs: number): Instant {
  return gridOrigin + Math.ceil((start - gridOrigin) / stepMs) * stepMs;
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

function refusal(reason: SlotRefusal): HostAnswer {
  return { reason, onlyBookings: false, spotsRemaining: 0, joins: false };
}
