import fc from 'fast-check';
import { claimsAt, hoursAt, type Place, places, worldAt, zonesNear } from './arbitrary-world.ts';
import type { World, WorldHost, WorldHours } from './world.ts';

const dayMinutes = 1440;
const weekDays = [0, 1, 2, 3, 4, 5, 6];

/** Random worlds in which an event type with hours of its own has one to ten hosts, most of them with a schedule. */
export const arbitraryTeamWorld: fc.Arbitrary<World> = places().chain((place) =>
  fc
    .record({
      world: worldAt(place),
      hours: fc.oneof(longHours(place), hoursAt(place, zonesNear(place.zone))),
    })
    .chain(({ world, hours }) =>
      fc
        .array(memberAt(place, hours), { minLength: 1, maxLength: 10, size: 'max' })
        .map((hosts) => ({ ...world, range: [place.start, place.start + dayMinutes], hours, hosts })),
    ),
);

/** Half of the members have the event type's hours, a schedule of long hours or any. */
function memberAt(place: Place, eventHours: WorldHours): fc.Arbitrary<WorldHost> {
  const today = Math.floor(place.start / dayMinutes);
  return fc
    .record({
      hours: fc.oneof(
        { weight: 2, arbitrary: fc.constant(eventHours) },
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
    })
    .map(({ hours, absences, claims }) => ({ ...hours, ...claims, absences }));
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
