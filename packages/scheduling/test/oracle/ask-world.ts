import {
  compileHours,
  findZone,
  type Host,
  type Hours,
  type Interval,
  type Slot,
  type SlotQuestion,
  type Zone,
} from '../../src/index.ts';
import type { OracleSlot } from './slot-oracle.ts';
import type { World, WorldHost, WorldHours, WorldWindow } from './world.ts';

const minuteMs = 60_000;

/** A world as the question that our code understands. */
export function questionOf(world: World): SlotQuestion {
  return {
    now: world.now * minuteMs,
    eventType: {
      id: 'this event type',
      zone: findZone(world.eventZone) as Zone,
      durationMinutes: world.duration,
      bufferBeforeMinutes: world.before,
      bufferAfterMinutes: world.after,
      slotIntervalMinutes: world.interval,
      minimumNoticeMinutes: world.notice,
      bookingWindowDays: world.windowDays,
      capacity: world.capacity,
    },
    cap: world.cap,
    ...(world.hours && { hours: hoursOf(world.hours) }),
    hosts: world.hosts.map(hostOf),
    assignment: world.assignment,
    ...(world.rotation && { rotation: world.rotation }),
    ...(world.wanted !== undefined && { wantedHostId: hostId(world.wanted) }),
    spots: world.spots,
  };
}

/** A slot of the oracle as our code writes it. */
export function slotOf(world: World, { start, spotsRemaining, hosts }: OracleSlot): Slot {
  return {
    start: start * minuteMs,
    end: (start + world.duration) * minuteMs,
    spotsRemaining,
    totalCapacity: world.capacity,
    hostIds: hosts.map(hostId),
  };
}

function hostOf(host: WorldHost, index: number): Host {
  return {
    id: hostId(index),
    ...(!host.hasNoSchedule && { hours: hoursOf(host) }),
    ...(host.absences && { absences: host.absences.map(intervalOf) }),
    allocations: host.allocations.map(
      ({ slotStart, duration, before, after, sameEventType, spotsTaken }) => ({
        start: (slotStart - before) * minuteMs,
        end: (slotStart + duration + after) * minuteMs,
        eventTypeId: sameEventType ? 'this event type' : 'another',
        slotStart: slotStart * minuteMs,
        slotEnd: (slotStart + duration) * minuteMs,
        spotsTaken,
      }),
    ),
    busy: host.busy.map(intervalOf),
    ...(host.isRequired && { isRequired: true }),
    ...(host.isInactive && { isInactive: true }),
    ...(host.share && { share: host.share }),
  };
}

function hoursOf({ zone, rules, overrides }: WorldHours): Hours {
  return compileHours({
    zone: findZone(zone) as Zone,
    rules: rules.map(({ dayOfWeek, ...window }) => ({ dayOfWeek, ...windowOf(window) })),
    overrides: overrides.map(({ date, windows }) => ({ date, windows: windows.map(windowOf) })),
  });
}

function intervalOf([start, end]: readonly [number, number]): Interval {
  return { start: start * minuteMs, end: end * minuteMs };
}

function windowOf({ start, end }: WorldWindow) {
  return { startSecond: start * 60, endSecond: end * 60 };
}

/** The host at a position of a world. */
export function hostId(index: number): string {
  return `host ${index}`;
}
