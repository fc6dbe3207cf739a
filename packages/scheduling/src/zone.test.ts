import { expect, test } from 'vitest';
import { reportFigure } from '../../../tools/report-figure.ts';
import { fixture, fixtureChanges, fixtureOffset, fixturePeriods } from '../test/oracle/fixture-zones.ts';
import {
  findZone,
  offsetSecondsAt,
  parseInstant,
  type Zone,
  zoneDataVersion,
  zoneHorizon,
  zoneNames,
} from './index.ts';

test('the table is of the release that the independent fixture was made from, and ends where it ends', () => {
  expect(zoneDataVersion).toBe('2026f');
  expect(fixture.iana).toBe(zoneDataVersion);
  expect(zoneHorizon).toBe(parseInstant(fixture.to));
});

test('the table knows exactly the names of the fixture, aliases included', () => {
  expect(zoneNames()).toEqual(Object.keys(fixture.zones).sort());
  expect(zoneNames()).toHaveLength(597);
});

test('every zone has every offset and change of the fixture, to the second', () => {
  const mismatches: string[] = [];
  let compared = 0;
  for (const name of zoneNames()) {
    const zone = findZone(name) as Zone;
    for (const second of interestingSeconds(name)) {
      compared++;
      if (offsetSecondsAt(zone, second * 1000) !== fixtureOffset(name, second))
        mismatches.push(`${name} ${second}`);
    }
    expect(zone.periodStarts.slice(1)).toEqual(fixtureChanges(name).map((second) => second * 1000));
  }
  expect(mismatches).toEqual([]);
  expect(compared).toBeGreaterThan(30_000);
  reportFigure('table of zones', {
    release: zoneDataVersion,
    zones: zoneNames().length,
    'offsets compared': compared,
  });
});

test('before the table begins the first offset applies, after its end the last', () => {
  const zone = findZone('Europe/Berlin') as Zone;
  expect(offsetSecondsAt(zone, parseInstant('0001-07-01T00:00:00Z') as number)).toBe(3600);
  expect(offsetSecondsAt(zone, parseInstant('9999-07-01T00:00:00Z') as number)).toBe(3600);
});

test.each(['__proto__', 'constructor', 'toString', '../../etc/passwd', '', ' UTC', 'UTC\0', '+01:00'])(
  'there is no zone %j',
  (name) => {
    expect(findZone(name)).toBeNull();
  },
);

test('an alias keeps the name that was asked for', () => {
  expect(findZone('Asia/Calcutta')?.name).toBe('Asia/Calcutta');
  expect(findZone('Asia/Kolkata')?.name).toBe('Asia/Kolkata');
});

test('every name is found in any case, and spelled as the table does', () => {
  for (const name of zoneNames())
    for (const asked of [name.toLowerCase(), name.toUpperCase()]) expect(findZone(asked)?.name).toBe(name);
});

// Zones whose rules changed in 2026 releases; older data is an hour wrong here.
test.each([
  ['America/Vancouver', '2026-12-15T12:00:00Z', -7],
  ['America/Edmonton', '2026-12-15T12:00:00Z', -6],
  ['America/Winnipeg', '2026-12-15T12:00:00Z', -5],
  ['Africa/Casablanca', '2026-12-15T12:00:00Z', 0],
])('%s keeps today’s rules at %s', (name, instant, hours) => {
  const at = parseInstant(instant) as number;
  expect(offsetSecondsAt(findZone(name) as Zone, at)).toBe(fixtureOffset(name, at / 1000));
  expect(offsetSecondsAt(findZone(name) as Zone, at)).toBe(hours * 3600);
});

/** Both ends of the table, and around each change; and halfway between two changes. */
function interestingSeconds(name: string): number[] {
  const [[from] = [0]] = fixturePeriods(name);
  const to = zoneHorizon / 1000;
  const edges = [from, ...fixtureChanges(name), to];
  const halfway = edges.slice(1).map((edge, index) => Math.floor((edge + (edges[index] as number)) / 2));
  return [...edges.flatMap((edge) => [edge - 1, edge, edge + 1]), ...halfway];
}
