import fc from 'fast-check';
import { claimsAt, hoursAt, type Place, places, worldAt, zonesNear } from './arbitrary-world.ts';
import type { World, WorldHost, WorldHours, WorldShare } from './world.ts';

const dayMinutes = 1440;
const weekDays = [0, 1, 2, 3, 4, 5, 6];

/**
 * Random worlds in which an event type with hours of its own has one to ten hosts, most of them with a schedule and a
 * share. In a third of them most bookings can be joined.
 */
export const arbitraryTeamWorld: fc.Arbitrary<World> = places().chain((place) =>
  fc
    .record({
      world: worldAt(place),
      hours: fc.oneof(longHours(place), hoursAt(place, zonesNear(place.zone))),
    })
    .chain(({ world, hours }) => teamAt(place, hours).map((team) => asTeam({ ...world, ...team }, place))),
);

interface Team extends Pick<World, 'hosts' | 'assignment'> {
  readonly hours: WorldHours;
  readonly isGroup: boolean;
}

function teamAt(place: Place, hours: WorldHours): fc.Arbitrary<Team & Partial<World>> {
  return fc
    .record({
      hosts: fc.array(memberAt(place, hours), { minLength: 1, maxLength: 10, size: 'max' }),
      assignment: fc.constantFrom('any', 'any', 'any', 'all'),
      rotation: fc.constantFrom('round_robin', 'round_robin', 'priority', null),
      virtualTime: tags(),
      wanted: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(10) }),
      isGroup: fc.constantFrom(true, false, false),
    })
    .map(({ hosts, assignment, rotation, virtualTime, wanted, isGroup }) => ({
      // Ten hosts are never free together.
      hosts: assignment === 'all' ? hosts.slice(0, 3) : hosts,
      assignment,
      hours,
      isGroup,
      ...(rotation && { rotation: { strategy: rotation, virtualTime } }),
      ...(wanted !== null && { wanted }),
    }));
}

/** What holds whoever the hosts are is tried in the worlds of one. */
function asTeam({ isGroup, ...world }: World & Team, { start }: Place): World {
  const team: World = {
    ...world,
    now: start - dayMinutes,
    range: [start, start + dayMinutes],
    notice: 0,
    windowDays: null,
    cap: null,
  };
  if (!isGroup) return team;
  const rules = weekDays.map((dayOfWeek) => ({ dayOfWeek, start: 0, end: dayMinutes }));
  return {
    ...team,
    hours: { ...world.hours, rules, overrides: [] },
    interval: 15,
    capacity: world.capacity + 1,
    hosts: world.hosts.map((host) => ({ ...host, hasNoSchedule: true })),
  };
}

/** Few different ones, so that turns are often equal; whole bookings, and a sixteenth. */
function tags(): fc.Arbitrary<number> {
  return fc.constantFrom(0, 720_720, 4 * 720_720 + 720_720 / 16);
}

function shares(): fc.Arbitrary<WorldShare> {
  return fc.record({
    weight: fc.constantFrom(1, 1, 1, 2, 7, 16),
    priority: fc.constantFrom(0, 0, 0, 100),
    tag: tags(),
    bookings: fc.constantFrom(0, 0, 1, 5),
  });
}

/** A third of the members have no schedule, others that of the event type, one of long hours or any. */
function memberAt(place: Place, eventHours: WorldHours): fc.Arbitrary<WorldHost> {
  const today = Math.floor(place.start / dayMinutes);
  return fc
    .record({
      hours: fc.oneof(
        { weight: 1, arbitrary: fc.constant(eventHours) },
        { weight: 2, arbitrary: longHours(place) },
        { weight: 1, arbitrary: hoursAt(place, zonesNear(place.zone)) },
      ),
      absences: fc.array(
        fc
          .tuple(fc.integer({ min: -1, max: 2 }), fc.constantFrom(0, 270, 345, 720), fc.constantFrom(1, 2))
          .map(([day, offset, days]): [number, number] => {
            const start = (today + day) * dayMinutes - offset;
            return [start, start + days * dayMinutes];
          }),
        { maxLength: 1 },
      ),
      claims: claimsAt(place),
      hasNoSchedule: fc.constantFrom(false, false, true),
      isRequired: fc.constantFrom(false, false, false, false, false, true),
      isInactive: fc.constantFrom(...Array.from({ length: 11 }, () => false), true),
      share: fc.option(shares(), { freq: 4, nil: undefined }),
    })
    .map(({ hours, absences, claims, hasNoSchedule, isRequired, isInactive, share }) => ({
      ...hours,
      ...claims,
      absences,
      hasNoSchedule,
      isRequired,
      isInactive,
      ...(share && { share }),
    }));
}

/** Hours of most of the day, in windows that often touch each other, at midnight too. */
function longHours(place: Place): fc.Arbitrary<WorldHours> {
  return fc
    .record({
      zone: zonesNear(place.zone),
      open: fc.constantFrom(0, 0, 375, 540),
      seam: fc.constantFrom(600, 735, 720),
      gap: fc.constantFrom(0, 0, 0, 15, 60),
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
}
