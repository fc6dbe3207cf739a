/**
 * The second opinion about slots: it walks every minute, reads the local clock from the fixture, and asks the
 * rules of the contract one by one. Slow and obvious on purpose; it knows nothing of the code it judges.
 */
import {
  type Diary,
  type DiaryMinute,
  type EventDiary,
  localMinute,
  writeDiary,
  writeEventDiary,
} from './diaries.ts';
import { fixture } from './fixture-zones.ts';
import type { World } from './world.ts';

export interface OracleSlot {
  readonly start: number;
  readonly spotsRemaining: number;
  /** Positions in the world's list of hosts. */
  readonly hosts: readonly number[];
}

export interface OracleVerdict {
  readonly reason: string | null;
  readonly slot: OracleSlot | null;
  /** What a waitlist may offer: bookings alone stand in the way of this start, whatever the cap says. */
  readonly onlyBookings: boolean;
}

const order = ['outside_schedule', 'absent', 'booked', 'full', 'calendar_busy'];
const whenNotThere = ['outside_schedule', 'absent'];
const horizon = Date.parse(fixture.to) / 60_000;
const dayMinutes = 1440;

interface HostVerdict {
  readonly host: number;
  readonly reason: string | null;
  readonly onlyBookings: boolean;
  readonly remaining: number;
  readonly joins: boolean;
}

/** Answers any start within the world's range; with `override` as if those rules were not there. */
export function slotOracle(world: World): (start: number, override?: World['override']) => OracleVerdict {
  const eventDiary = writeEventDiary(world);
  const diaries = world.hosts.map((host) => writeDiary(world, host));
  return (start, override = []) => {
    const timing = refuseTiming(world, start, override) ?? refuseGrid(world, eventDiary, start, override);
    const verdicts = diaries.map((diary, host) => judgeHost(world, diary, { host, start, override }));
    const open = verdicts.filter((verdict) => verdict.reason === null);
    const canBook =
      world.assignment === 'any' ? open.length > 0 : open.length > 0 && open.length === verdicts.length;
    const hopeful = verdicts.filter((verdict) => verdict.reason === null || verdict.onlyBookings);
    const canWait =
      !canBook && hopeful.length > 0 && (world.assignment === 'any' || hopeful.length === verdicts.length);
    const onlyBookings = canWait && timing === null;
    if (isCapped(world)) return { reason: 'cap_reached', slot: null, onlyBookings };
    if (timing) return { reason: timing, slot: null, onlyBookings };
    if (!canBook) return { reason: sharedReason(world, verdicts), slot: null, onlyBookings };
    const chosen =
      world.assignment === 'all' ? open : [open.find((verdict) => verdict.joins) ?? (open[0] as HostVerdict)];
    const spotsRemaining = Math.min(...chosen.map((verdict) => verdict.remaining));
    return {
      reason: null,
      slot: { start, spotsRemaining, hosts: chosen.map(({ host }) => host) },
      onlyBookings,
    };
  };
}

function isCapped({ cap }: World): boolean {
  return cap !== null && cap.received >= cap.limit;
}

function refuseTiming(world: World, start: number, override: World['override']): string | null {
  if (start < world.now) return 'in_past';
  if (start - world.now < world.notice && !override.includes('notice')) return 'notice_too_short';
  if (start + world.duration > horizon) return 'beyond_window';
  if (world.windowDays === null || override.includes('window')) return null;
  const today = Math.floor(localMinute(world.eventZone, world.now) / dayMinutes);
  const date = Math.floor(localMinute(world.eventZone, start) / dayMinutes);
  return date > today + world.windowDays ? 'beyond_window' : null;
}

function sharedReason(world: World, verdicts: readonly HostVerdict[]): string {
  const refusals = order.filter((reason) => verdicts.some((verdict) => verdict.reason === reason));
  const reason = (world.assignment === 'any' ? refusals.at(-1) : refusals[0]) ?? 'absent';
  return whenNotThere.includes(reason) ? 'outside_hours' : reason;
}

/** Whether the event type offers the start, whoever holds it. */
function refuseGrid(
  world: World,
  diary: EventDiary,
  start: number,
  override: World['override'],
): string | null {
  const window = diary.get(start)?.window ?? null;
  let isInside = window !== null;
  for (let minute = start; minute < start + world.duration; minute++) {
    // Windows are compared by identity: each date has objects of its own.
    if (diary.get(minute)?.window !== window) isInside = false;
  }
  if (!isInside && !override.includes('hours')) return 'outside_hours';
  if (window === null || override.includes('grid')) return null;
  const step = world.interval ?? world.duration + world.before + world.after;
  const sinceWindowStart = (diary.get(start)?.timeOfDay as number) - window.start;
  return sinceWindowStart % step === 0 ? null : 'not_on_grid';
}

interface HostQuestion {
  readonly host: number;
  readonly start: number;
  readonly override: World['override'];
}

function judgeHost(
  world: World,
  { host, minutes }: Diary,
  { host: index, start, override }: HostQuestion,
): HostVerdict {
  const refused = (reason: string) => ({
    host: index,
    reason,
    onlyBookings: false,
    remaining: 0,
    joins: false,
  });
  const meeting: DiaryMinute[] = [];
  for (let minute = start; minute < start + world.duration; minute++)
    meeting.push(minutes.get(minute) as DiaryMinute);
  if (!override.includes('hours') && !meeting.every(({ isInSchedule }) => isInSchedule))
    return refused('outside_schedule');
  if (meeting.some(({ isAbsent }) => isAbsent)) return refused('absent');

  const joined = host.allocations.find(
    ({ sameEventType, slotStart, duration }) =>
      world.capacity > 1 && sameEventType && slotStart === start && duration === world.duration,
  );
  const from = joined ? start - joined.before : start - world.before;
  const until = joined ? start + joined.duration + joined.after : start + world.duration + world.after;
  let isBooked = false;
  let isBusy = false;
  for (let minute = from; minute < until; minute++) {
    if (!joined && minutes.get(minute)?.isReserved) isBooked = true;
    if (minutes.get(minute)?.isBusy) isBusy = true;
  }
  const remaining = Math.max(0, world.capacity - (joined?.spotsTaken ?? 0));
  const isFull = world.spots > remaining;
  const reason = isBooked ? 'booked' : isFull ? 'full' : isBusy ? 'calendar_busy' : null;
  return {
    host: index,
    reason,
    onlyBookings: (isBooked || isFull) && !isBusy,
    remaining,
    joins: joined !== undefined,
  };
}
