/**
 * The second opinion about slots: it walks every minute, reads the local clock from the fixture, and asks the
 * rules of the contract one by one. Slow and obvious on purpose; it knows nothing of the code it judges.
 */
import { chooseTeam, type HostVerdict, type Team } from './choose-team.ts';
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
  /** Those who can hold it, the best first. */
  readonly teams: readonly Team[];
  /** By position, whatever the verdict is. */
  readonly hosts: readonly HostVerdict[];
}

const horizon = Date.parse(fixture.to) / 60_000;
const dayMinutes = 1440;

/** Answers any start within the world's range; with `override` as if those rules were not there. */
export function slotOracle(world: World): (start: number, override?: World['override']) => OracleVerdict {
  const eventDiary = writeEventDiary(world);
  const diaries = world.hosts.map((host) => writeDiary(world, host));
  return (start, override = []) => {
    const timing = refuseTiming(world, start, override) ?? refuseGrid(world, eventDiary, start, override);
    const hosts = diaries.map((diary, host) => judgeHost(world, diary, { host, start, override }));
    const { reason, teams, remaining, onlyBookings } = chooseTeam(world, hosts);
    const refusal = isCapped(world) ? 'cap_reached' : (timing ?? reason);
    const [best] = teams;
    const isOffered = refusal === null && best !== undefined;
    const team = isOffered ? [...best.needed, ...(best.chosen === null ? [] : [best.chosen])] : [];
    return {
      reason: refusal,
      slot: isOffered ? { start, spotsRemaining: remaining, hosts: team } : null,
      onlyBookings: onlyBookings && timing === null,
      teams,
      hosts,
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
    isBuffer: false,
  });
  if (host.isInactive) return refused('inactive');
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
    isBuffer:
      (reason === 'booked' || reason === 'calendar_busy') &&
      meeting.every(({ isMeeting, isBusy }) => !isMeeting && !isBusy),
  };
}
