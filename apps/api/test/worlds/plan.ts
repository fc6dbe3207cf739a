import fc from 'fast-check';
import {
  differentZones,
  fixtureChanges,
  fixtureOffset,
} from '../../../../packages/scheduling/test/oracle/fixture-zones.ts';
import type { World, WorldHours, WorldWindow } from '../../../../packages/scheduling/test/oracle/world.ts';

/** How a world comes about: what is asked of the API, in order. Times are whole minutes since the Unix epoch. */
export interface Plan {
  /** The present, when everything is asked. */
  readonly now: number;
  /** How long before it the bookings were made. */
  readonly age: number;
  readonly bookings: readonly PlannedBooking[];
  /** What the event type is changed to after that, so that bookings of former settings are met. */
  readonly zone: string;
  readonly rules: readonly (WorldWindow & { readonly dayOfWeek: number })[];
  readonly overrides: readonly { readonly date: number; readonly windows: readonly WorldWindow[] }[];
  readonly settings: PlannedSettings;
  /** The event type that the plan begins with, by its place in `stages`. */
  readonly stage: number;
  /** When its hosts can meet and are away, in the order in which they are its hosts: more of them than it has. */
  readonly members: readonly PlannedMember[];
  /** The dates that are asked for, as days since 1970-01-01, in a zone of the asker. */
  readonly dates: readonly [first: number, last: number];
  readonly askedZone: string;
  /** The size of the party that tries the times that are not offered. */
  readonly spots: number;
  readonly picks: readonly number[];
  /** The rules that a key sets aside when it books such times once more. */
  readonly override: World['override'];
}

export interface PlannedSettings {
  readonly duration: number;
  readonly before: number;
  readonly after: number;
  readonly interval: number | null;
  readonly notice: number;
  readonly windowDays: number | null;
  readonly capacity: number;
  readonly cap: { readonly limit: number; readonly period: 'daily' | 'weekly' | 'monthly' | 'total' } | null;
}

/** What narrows the times of a host. */
export interface PlannedMember {
  readonly isActive: boolean;
  readonly schedule: WorldHours | null;
  /** Days since 1970-01-01, both included, in the zone of the member. */
  readonly absences: readonly { readonly first: number; readonly last: number }[];
}

export interface PlannedBooking {
  /** `own`: of the event type itself. `other` and `unpaid`: of others of its hosts. */
  readonly of: 'own' | 'other' | 'unpaid';
  readonly start: number;
  readonly duration: number;
  readonly spots: number;
  readonly fate: 'kept' | 'cancelled' | 'moved';
  readonly movedTo: number;
}

/** How many event types a plan can begin with. */
export const ownStages = 10;
/** The most hosts that one of them has. */
export const mostHosts = 10;
export const durations = [15, 30, 45, 60, 90];
const dayMinutes = 1440;
const zones = differentZones();
const changingZones = zones.filter((zone) => fixtureChanges(zone).length > 0);
const firstDay = Date.UTC(2020, 0, 10) / 86_400_000;
const lastDay = Date.UTC(2037, 10, 30) / 86_400_000;

/** Random plans; the dates of half of them surround a change of the event type's clock. */
export const arbitraryPlan: fc.Arbitrary<Plan> = fc
  .oneof(
    placeNearChange(),
    fc.record({ zone: fc.constantFrom(...zones), day: fc.integer({ min: firstDay, max: lastDay }) }),
  )
  .chain(({ zone, day }) =>
    fc.constantFrom(...durations).chain((duration) => planAt({ zone, day, duration })),
  );

function placeNearChange() {
  return fc.record({ zone: fc.constantFrom(...changingZones), pick: fc.nat() }).map(({ zone, pick }) => {
    const changes = fixtureChanges(zone).filter((second) => second / 86_400 > firstDay);
    const change = changes[pick % changes.length] ?? firstDay * 86_400;
    return { zone, day: Math.min(lastDay, Math.floor(change / 86_400)) };
  });
}

function planAt({
  zone,
  day,
  duration,
}: {
  zone: string;
  day: number;
  duration: number;
}): fc.Arbitrary<Plan> {
  const noon = day * dayMinutes + dayMinutes / 2;
  const plan = fc.record({
    now: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: noon - 4 * dayMinutes, max: noon - dayMinutes }) },
      { weight: 1, arbitrary: fc.integer({ min: noon - dayMinutes, max: noon + dayMinutes / 2 }) },
    ),
    age: fc.constantFrom(1, 29, 30, 31, 600, 3 * dayMinutes, 12 * dayMinutes),
    bookings: fc
      .array(quarterAround(noon), { minLength: 3, maxLength: 3 })
      .chain((starts) =>
        fc.array(booking(noon, starts, duration), { minLength: 2, maxLength: 7, size: 'max' }),
      ),
    zone: fc.constant(zone),
    rules: fc.array(
      fc
        .tuple(fc.integer({ min: day - 1, max: day + 1 }), windows(duration))
        .map(([date, window]) => ({ dayOfWeek: (date + 4) % 7, ...window })), // 1970-01-01 was a Thursday
      { minLength: 2, maxLength: 8, size: 'max' },
    ),
    overrides: fc.uniqueArray(
      fc.record({
        date: fc.integer({ min: day - 1, max: day + 2 }),
        windows: fc.array(windows(duration), { maxLength: 2 }),
      }),
      { maxLength: 2, selector: ({ date }) => date },
    ),
    settings: fc.record({
      duration: fc.constant(duration),
      before: buffers(),
      after: buffers(),
      interval: fc.constantFrom(null, null, 15, 15, 20, 45, 60),
      notice: fc.constantFrom(0, 0, 0, 60, 1440, 2880),
      windowDays: fc.constantFrom(null, null, null, 1, 2, 3),
      capacity: fc.constantFrom(1, 2, 3, 4),
      cap: fc.option(
        fc.record({
          limit: fc.integer({ min: 1, max: 4 }),
          period: fc.constantFrom('daily', 'weekly', 'monthly', 'total'),
        }),
        { freq: 3 },
      ),
    }),
    stage: fc.nat(ownStages - 1),
    members: fc.array(member(zone, day), { minLength: mostHosts, maxLength: mostHosts }),
    dates: fc.constantFrom<[number, number]>([day, day], [day, day], [day - 1, day], [day, day + 1]),
    askedZone: fc.oneof(fc.constant(zone), fc.constant('UTC'), fc.constantFrom(...zones)),
    spots: fc.constantFrom(1, 1, 2, 3),
    override: fc.subarray(['notice', 'window', 'hours', 'grid'] as const, { minLength: 1 }),
    picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  });
  return fc
    .record({ plan, openings: fc.array(fc.integer({ min: -1, max: 2 }), { maxLength: 4 }) })
    .map(openOnBookings);
}

/** The same plan with windows that open a few slots before some of its bookings: groups can be joined there. */
function openOnBookings({ plan, openings }: { plan: Plan; openings: readonly number[] }): Plan {
  const { duration, before, after, interval } = plan.settings;
  const own = plan.bookings.filter((booking) => booking.of === 'own');
  const rules = openings.flatMap((slotsBefore, index) => {
    const booking = own[index];
    if (!booking || slotsBefore < 0) return [];
    const opens = booking.start - slotsBefore * (interval ?? duration + before + after);
    const local = opens + Math.floor(fixtureOffset(plan.zone, opens * 60) / 60);
    const date = Math.floor(local / dayMinutes);
    const start = local - date * dayMinutes;
    const end = Math.min(dayMinutes, start + (booking.start - opens) + 2 * duration);
    return start < end ? [{ dayOfWeek: (date + 4) % 7, start, end }] : [];
  });
  return { ...plan, rules: [...rules, ...plan.rules] };
}

const weekDays = [0, 1, 2, 3, 4, 5, 6];

/** Half of them have no schedule; others work most of the day, often in another zone; few are away or not active. */
function member(zone: string, day: number): fc.Arbitrary<PlannedMember> {
  const schedule = fc
    .record({
      zone: fc.oneof(fc.constant(zone), fc.constantFrom(...zones)),
      open: fc.constantFrom(0, 0, 375, 540),
      seam: fc.constantFrom(600, 720, 735),
      gap: fc.constantFrom(0, 0, 15, 60),
      close: fc.constantFrom(1440, 1440, 1020),
    })
    .map(({ zone, open, seam, gap, close }) => ({
      zone,
      rules: weekDays.flatMap((dayOfWeek) => [
        { dayOfWeek, start: open, end: seam },
        { dayOfWeek, start: seam + gap, end: close },
      ]),
      overrides: [],
    }));
  const absence = fc
    .record({ first: fc.integer({ min: day - 1, max: day + 1 }), days: fc.constantFrom(0, 0, 1) })
    .map(({ first, days }) => ({ first, last: first + days }));
  return fc.record({
    isActive: fc.constantFrom(...Array.from({ length: 19 }, () => true), false),
    schedule: fc.oneof(fc.constant(null), schedule),
    absences: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.tuple(absence) },
    ),
  });
}

/** Bookings lie on the grid of the stages, every five minutes, and often at the same few starts: groups meet. */
function booking(noon: number, starts: readonly number[], duration: number): fc.Arbitrary<PlannedBooking> {
  const anywhere = fc.integer({ min: -200, max: 200 }).map((steps) => noon + steps * 5);
  const start = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...starts) },
    { weight: 1, arbitrary: anywhere },
  );
  return fc.record({
    of: fc.constantFrom('own', 'own', 'own', 'other', 'unpaid'),
    start,
    duration: fc.oneof(
      { weight: 6, arbitrary: fc.constant(duration) },
      { weight: 1, arbitrary: fc.constantFrom(...durations) },
    ),
    spots: fc.constantFrom(1, 1, 2),
    fate: fc.constantFrom('kept', 'kept', 'kept', 'kept', 'cancelled', 'moved'),
    movedTo: start,
  });
}

function quarterAround(noon: number) {
  return fc.integer({ min: -64, max: 64 }).map((steps) => noon + steps * 15);
}

/** Windows of a local day with room for a few slots, often at night, where clocks change, or up to 24:00. */
function windows(duration: number): fc.Arbitrary<WorldWindow> {
  const length = fc.integer({ min: duration, max: duration + 150 });
  const from = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 94 })).map((n) => n * 15);
  const windowOf = ([start, minutes]: [number, number]) => ({
    start,
    end: Math.min(dayMinutes, start + minutes),
  });
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(from, length).map(windowOf) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(dayMinutes - 2), length).map(windowOf) },
    { weight: 1, arbitrary: length.map((minutes) => ({ start: dayMinutes - minutes, end: dayMinutes })) },
  );
}

function buffers() {
  return fc.constantFrom(0, 0, 5, 15, 60);
}
