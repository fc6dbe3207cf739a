/**
 * The second opinion about slots: it walks every minute, reads the local clock from the fixture, and asks the
 * rules of the contract one by one. Slow and obvious on purpose; it knows nothing of the code it judges.
 */
import { fixture, fixtureOffset, fixturePeriods } from './fixture-zones.ts';
import type { World, WorldAllocation, WorldHost, WorldWindow } from './world.ts';

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

const order = ['outside_hours', 'not_on_grid', 'booked', 'full', 'calendar_busy'];
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
  const diaries = world.hosts.map((host) => writeDiary(world, host));
  return (start, override = []) => {
    const timing = refuseTiming(world, start, override);
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
  return (world.assignment === 'any' ? refusals.at(-1) : refusals[0]) ?? 'outside_hours';
}

/** What is known of each minute of a host's time, from a day before the range to two days after it. */
interface Diary {
  readonly host: WorldHost;
  readonly minutes: ReadonlyMap<number, DiaryMinute>;
}

interface DiaryMinute {
  /** The window of the local date that the minute belongs to, and what the clock shows. */
  readonly window: WorldWindow | null;
  readonly timeOfDay: number;
  readonly isReserved: boolean;
  readonly isBusy: boolean;
}

function writeDiary(world: World, host: WorldHost): Diary {
  const minutes = new Map<number, DiaryMinute>();
  const windowsByDate = new Map<number, readonly WorldWindow[]>();
  for (let minute = world.range[0] - dayMinutes; minute < world.range[1] + 2 * dayMinutes; minute++) {
    const local = localMinute(host.zone, minute);
    const date = Math.floor(local / dayMinutes);
    const timeOfDay = local - date * dayMinutes;
    const windows = windowsByDate.get(date) ?? joinOverlapping(windowsOfDate(host, date));
    windowsByDate.set(date, windows);
    minutes.set(minute, {
      window: windows.find(({ start, end }) => start <= timeOfDay && timeOfDay < end) ?? null,
      timeOfDay,
      isReserved: host.allocations.some((allocation) => reserves(allocation, minute)),
      isBusy: host.busy.some(([start, end]) => start <= minute && minute < end),
    });
  }
  return { host, minutes };
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
  const window = minutes.get(start)?.window ?? null;
  let isInside = window !== null;
  for (let minute = start; minute < start + world.duration; minute++) {
    // Windows are compared by identity: each date has objects of its own.
    if (minutes.get(minute)?.window !== window) isInside = false;
  }
  if (!isInside && !override.includes('hours')) return refused('outside_hours');
  const step = world.interval ?? world.duration + world.before + world.after;
  if (window !== null && !override.includes('grid')) {
    const sinceWindowStart = (minutes.get(start)?.timeOfDay as number) - window.start;
    if (sinceWindowStart % step !== 0) return refused('not_on_grid');
  }

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

function windowsOfDate(host: WorldHost, date: number): readonly WorldWindow[] {
  const override = host.overrides.find((candidate) => candidate.date === date);
  if (override) return override.windows.map((window) => ({ ...window }));
  const dayOfWeek = new Date(date * dayMinutes * 60_000).getUTCDay();
  return host.rules.filter((rule) => rule.dayOfWeek === dayOfWeek).map(({ start, end }) => ({ start, end }));
}

/** Joins two windows that overlap, again and again, until none do. */
function joinOverlapping(windows: readonly WorldWindow[]): readonly WorldWindow[] {
  for (const a of windows) {
    for (const b of windows) {
      if (a === b || a.start >= b.end || b.start >= a.end) continue;
      const joined = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
      return joinOverlapping([...windows.filter((window) => window !== a && window !== b), joined]);
    }
  }
  return windows;
}

function reserves({ slotStart, duration, before, after }: WorldAllocation, minute: number): boolean {
  return slotStart - before <= minute && minute < slotStart + duration + after;
}

function localMinute(zone: string, minute: number): number {
  const offsets = fixturePeriods(zone);
  const offset =
    offsets.length === 1 ? (offsets[0] as (typeof offsets)[number])[1] : fixtureOffset(zone, minute * 60);
  return minute + offset / 60;
}
