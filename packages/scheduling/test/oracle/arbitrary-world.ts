import fc from 'fast-check';
import { differentZones, fixtureChanges } from './fixture-zones.ts';
import type { World, WorldHost, WorldHours, WorldWindow } from './world.ts';

const dayMinutes = 1440;
const zones = differentZones();
const changingZones = zones.filter((zone) => fixtureChanges(zone).length > 0);
const firstMinute = Date.UTC(2020, 0, 2) / 60_000;
const lastMinute = Date.UTC(2037, 11, 30) / 60_000;

/**
 * Random worlds; the range of half of them surrounds a change of the first host's clock, and in a quarter
 * of them most bookings can be joined.
 */
export const arbitraryWorld: fc.Arbitrary<World> = fc
  .record({
    world: places().chain((place) => worldAt(place)),
    isGroupWorld: fc.constantFrom(false, false, false, true),
    hasFreeHost: fc.boolean(),
  })
  .map(({ world, isGroupWorld, hasFreeHost }) => (isGroupWorld ? asGroupWorld(world, hasFreeHost) : world));

/** The same world with a grid that its bookings are on, and spots for more people. */
function asGroupWorld(world: World, hasFreeHost: boolean): World {
  const rules = [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({ dayOfWeek, start: 0, end: dayMinutes }));
  const hosts = world.hosts.map((host) => ({ ...host, rules }));
  const freeHosts = hasFreeHost
    ? hosts.slice(0, 1).map((host) => ({ ...host, allocations: [], busy: [] }))
    : [];
  return { ...world, interval: 15, capacity: world.capacity + 1, hosts: [...freeHosts, ...hosts] };
}

/** Half of them near a change of the clock there. */
export function places(): fc.Arbitrary<Place> {
  return fc
    .oneof(placeNearChange(), placeAnywhere())
    .chain((place) => durations().map((duration) => ({ ...place, duration })));
}

function placeNearChange() {
  return fc
    .record({
      zone: fc.constantFrom(...changingZones),
      pick: fc.nat(),
      hours: fc.integer({ min: 0, max: 30 }),
    })
    .map(({ zone, pick, hours }) => {
      const changes = fixtureChanges(zone);
      const change = changes[pick % changes.length] as number;
      return { zone, start: Math.floor(change / 60) - hours * 60 };
    });
}

function placeAnywhere() {
  return fc.record({ zone: fc.constantFrom(...zones), start: quarterHours(firstMinute, lastMinute) });
}

/** Where and when a world happens, and the length of its slots. */
export interface Place {
  readonly zone: string;
  readonly start: number;
  readonly duration: number;
}

/** A world of one host, or of few whose hours have nothing to do with each other. */
export function worldAt(place: Place): fc.Arbitrary<World> {
  const { zone, start, duration } = place;
  const otherZone = zonesNear(zone);
  return fc.record({
    now: fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: start - 3 * dayMinutes, max: start }) },
      { weight: 1, arbitrary: fc.integer({ min: start, max: start + dayMinutes }) },
    ),
    range: fc.constantFrom(1, 2, 3).map((days): [number, number] => [start, start + days * dayMinutes]),
    eventZone: otherZone,
    duration: fc.constant(duration),
    before: buffers(),
    after: buffers(),
    interval: fc.constantFrom(null, null, 5, 15, 20, 30, 45, 60),
    notice: fc.constantFrom(0, 0, 0, 60, 720, 2880),
    windowDays: fc.constantFrom(null, null, 1, 2, 3),
    capacity: fc.constantFrom(1, 1, 2, 3),
    spots: fc.constantFrom(1, 1, 1, 2, 3),
    cap: fc.option(fc.record({ limit: fc.integer({ min: 1, max: 3 }), received: fc.constantFrom(0, 1, 2) }), {
      freq: 4,
    }),
    assignment: fc.constantFrom('any', 'all'),
    override: fc.subarray(['notice', 'window', 'hours', 'grid'] as const, { minLength: 1 }),
    hosts: fc.oneof(
      { weight: 3, arbitrary: fc.array(hostAt(place, fc.constant(zone)), { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(hostAt(place, otherZone), { maxLength: 3 }) },
    ),
  });
}

/** Often the zone itself, otherwise any. */
export function zonesNear(zone: string): fc.Arbitrary<string> {
  return fc.oneof(fc.constant(zone), fc.constantFrom(...zones));
}

function hostAt(place: Place, zone: fc.Arbitrary<string>): fc.Arbitrary<WorldHost> {
  return fc
    .tuple(hoursAt(place, zone), claimsAt(place))
    .map(([hours, claims]): WorldHost => ({ ...hours, ...claims }));
}

/** Weekly windows and a few dates that differ. */
export function hoursAt({ start }: Place, zone: fc.Arbitrary<string>): fc.Arbitrary<WorldHours> {
  const today = Math.floor(start / dayMinutes);
  return fc.record({
    zone,
    rules: fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 6 }), windows())
        .map(([dayOfWeek, window]) => ({ dayOfWeek, ...window })),
      { minLength: 2, maxLength: 16, size: 'max' },
    ),
    overrides: fc.uniqueArray(
      fc.record({
        date: fc.integer({ min: today - 1, max: today + 3 }),
        windows: fc.array(windows(), { maxLength: 3 }),
      }),
      { maxLength: 2, selector: ({ date }) => date },
    ),
  });
}

/** What a host has taken around the range. */
export function claimsAt({ start, duration }: Place): fc.Arbitrary<Pick<WorldHost, 'allocations' | 'busy'>> {
  const aroundRange = quarterHours(start - 6 * 60, start + 3 * dayMinutes);
  return fc.record({
    allocations: fc.uniqueArray(
      fc.record({
        slotStart: aroundRange,
        duration: fc.oneof(
          { weight: 3, arbitrary: fc.constant(duration) },
          { weight: 1, arbitrary: durations() },
        ),
        before: buffers(),
        after: buffers(),
        sameEventType: fc.boolean(),
        spotsTaken: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 12, size: 'max', selector: ({ slotStart, duration }) => `${slotStart} ${duration}` },
    ),
    busy: fc.array(
      fc
        .tuple(aroundRange, fc.constantFrom(0, 5, 15, 60, 300))
        .map(([from, length]): [number, number] => [from, from + length]),
      { maxLength: 3 },
    ),
  });
}

/** Windows of a local day, often at night, where clocks change, and often up to 24:00. */
function windows(): fc.Arbitrary<WorldWindow> {
  const halfHour = (min: number, max: number) => fc.integer({ min, max }).map((half) => half * 30);
  const night = fc.record({ start: halfHour(0, 5), end: halfHour(2, 12) });
  const day = fc.record({ start: halfHour(0, 46), end: halfHour(2, 48) });
  const odd = fc.record({ start: fc.nat(1439), end: fc.integer({ min: 1, max: dayMinutes }) });
  const late = fc.record({ start: halfHour(30, 47), end: fc.constant(dayMinutes) });
  return fc.oneof(night, day, odd, late).filter(({ start, end }) => start < end);
}

function durations() {
  return fc.constantFrom(15, 15, 30, 45, 60, 90);
}

function buffers() {
  return fc.constantFrom(0, 0, 5, 15, 60);
}

function quarterHours(min: number, max: number) {
  return fc.integer({ min: Math.ceil(min / 15), max: Math.floor(max / 15) }).map((quarter) => quarter * 15);
}
