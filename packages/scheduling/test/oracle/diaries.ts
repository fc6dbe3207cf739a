/** What is known of each minute, written down before a world is judged: the event type's time and each host's. */
import { fixtureOffset, fixturePeriods } from './fixture-zones.ts';
import type { World, WorldAllocation, WorldHost, WorldHours, WorldWindow } from './world.ts';

const dayMinutes = 1440;

/** Each minute from a day before the range to two days after it. */
function* minutesOf(world: World): Generator<number> {
  for (let minute = world.range[0] - dayMinutes; minute < world.range[1] + 2 * dayMinutes; minute++)
    yield minute;
}

/** The window of the local date that each minute of the event type's time belongs to, and what the clock shows. */
export type EventDiary = ReadonlyMap<
  number,
  { readonly window: WorldWindow | null; readonly timeOfDay: number }
>;

/** Of the event type's own hours, or of those of the first host. */
export function writeEventDiary(world: World): EventDiary {
  const hours = world.hours ?? world.hosts[0];
  const minutes = new Map<number, { window: WorldWindow | null; timeOfDay: number }>();
  if (!hours) return minutes;
  const windowsByDate = new Map<number, readonly WorldWindow[]>();
  for (const minute of minutesOf(world)) {
    const { date, timeOfDay } = localTime(hours.zone, minute);
    const windows = windowsByDate.get(date) ?? joinOverlapping(windowsOfDate(hours, date));
    windowsByDate.set(date, windows);
    const window = windows.find(({ start, end }) => start <= timeOfDay && timeOfDay < end) ?? null;
    minutes.set(minute, { window, timeOfDay });
  }
  return minutes;
}

/** What is known of each minute of a host's time. */
export interface Diary {
  readonly host: WorldHost;
  readonly minutes: ReadonlyMap<number, DiaryMinute>;
}

export interface DiaryMinute {
  readonly isInSchedule: boolean;
  readonly isAbsent: boolean;
  readonly isReserved: boolean;
  /** Of a meeting itself, without its buffers. */
  readonly isMeeting: boolean;
  readonly isBusy: boolean;
}

/** Of one host. */
export function writeDiary(world: World, host: WorldHost): Diary {
  const minutes = new Map<number, DiaryMinute>();
  const hasSchedule = !host.hasNoSchedule && (world.hours !== undefined || host !== world.hosts[0]);
  const windowsByDate = new Map<number, readonly WorldWindow[]>();
  for (const minute of minutesOf(world)) {
    const { date, timeOfDay } = localTime(host.zone, minute);
    const windows = windowsByDate.get(date) ?? windowsOfDate(host, date);
    windowsByDate.set(date, windows);
    minutes.set(minute, {
      isInSchedule: !hasSchedule || windows.some(({ start, end }) => start <= timeOfDay && timeOfDay < end),
      isAbsent: (host.absences ?? []).some(([start, end]) => start <= minute && minute < end),
      isReserved: host.allocations.some((allocation) => reserves(allocation, minute)),
      isMeeting: host.allocations.some(
        ({ slotStart, duration }) => slotStart <= minute && minute < slotStart + duration,
      ),
      isBusy: host.busy.some(([start, end]) => start <= minute && minute < end),
    });
  }
  return { host, minutes };
}

function windowsOfDate(host: WorldHours, date: number): readonly WorldWindow[] {
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

function localTime(zone: string, minute: number) {
  const local = localMinute(zone, minute);
  const date = Math.floor(local / dayMinutes);
  return { date, timeOfDay: local - date * dayMinutes };
}

/** What the clock of a zone shows, in minutes since 1970. */
export function localMinute(zone: string, minute: number): number {
  const offsets = fixturePeriods(zone);
  const offset =
    offsets.length === 1 ? (offsets[0] as (typeof offsets)[number])[1] : fixtureOffset(zone, minute * 60);
  return minute + offset / 60;
}
