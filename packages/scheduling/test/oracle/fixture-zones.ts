/**
 * The second opinion about time zones: made by other code from other files (Python's zoneinfo over the
 * operating system's tzdata), and read here in the slowest and plainest way. Seconds throughout.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** From this second on, this offset. */
export type FixturePeriod = readonly [startSecond: number, offsetSeconds: number];

interface Fixture {
  readonly iana: string;
  readonly to: string;
  readonly zones: Readonly<Record<string, readonly FixturePeriod[]>>;
}

const path = new URL('../fixtures/zones-2026f.json.gz', import.meta.url);

export const fixture: Fixture = JSON.parse(gunzipSync(readFileSync(path)).toString('utf8'));

export function fixturePeriods(zoneName: string): readonly FixturePeriod[] {
  const periods = fixture.zones[zoneName];
  if (!periods) throw new Error(`The fixture has no zone ${zoneName}`);
  return periods;
}

export function fixtureOffset(zoneName: string, second: number): number {
  const periods = fixturePeriods(zoneName);
  let offset = (periods[0] as FixturePeriod)[1];
  for (const [start, periodOffset] of periods) if (start <= second) offset = periodOffset;
  return offset;
}

/** Every second at which the zone's clock shows a time: each offset the zone ever had is tried. */
export function fixtureSecondsOfLocal(zoneName: string, localSecond: number): readonly number[] {
  const offsets = new Set(fixturePeriods(zoneName).map(([, offset]) => offset));
  return [...offsets]
    .filter((offset) => fixtureOffset(zoneName, localSecond - offset) === offset)
    .map((offset) => localSecond - offset)
    .sort((a, b) => a - b);
}

/** The seconds at which a zone's offset changes. */
export function fixtureChanges(zoneName: string): readonly number[] {
  return fixturePeriods(zoneName)
    .slice(1)
    .map(([start]) => start);
}

/** One zone for each different set of rules. */
export function differentZones(): readonly string[] {
  const nameByRule = new Map<string, string>();
  for (const [name, periods] of Object.entries(fixture.zones)) nameByRule.set(JSON.stringify(periods), name);
  return [...nameByRule.values()];
}
