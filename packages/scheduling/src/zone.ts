import type { Instant } from './time.ts';
import { secondMs } from './time.ts';
import { tableEndSecond, zoneRules } from './zone-data.generated.ts';

export { zoneDataVersion } from './zone-data.generated.ts';

/** A time zone: periods of constant offset. Get one from `findZone`. */
export interface Zone {
  /** The name as the table spells it; an alias stays the alias that was asked for. */
  readonly name: string;
  /** Where each period begins; the first begins at -Infinity. */
  readonly periodStarts: readonly Instant[];
  /** What to add to an instant to read the local clock, per period, in milliseconds. */
  readonly offsetsMs: readonly number[];
}

/** The end of the table of rules: what clocks do after this instant is not known. */
export const zoneHorizon: Instant = tableEndSecond * secondMs;

const zonesByName: ReadonlyMap<string, Zone> = new Map(zoneRules.flatMap(readRule));
const zonesByLowerCase: ReadonlyMap<string, Zone> = new Map(
  [...zonesByName].map(([name, zone]) => [name.toLowerCase(), zone]),
);

/** The zone of an IANA name in any case, aliases too, or null when there is no such zone. */
export function findZone(name: string): Zone | null {
  return zonesByName.get(name) ?? zonesByLowerCase.get(name.toLowerCase()) ?? null;
}

/** Every known name, aliases included, in alphabetical order. */
export function zoneNames(): readonly string[] {
  return [...zonesByName.keys()].sort();
}

/** Index of the period that contains an instant. */
export function periodAt(zone: Zone, instant: Instant): number {
  const starts = zone.periodStarts;
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a period ends: the start of the next, or Infinity. */
export function periodEnd(zone: Zone, period: number): Instant {
  return zone.periodStarts[period + 1] ?? Number.POSITIVE_INFINITY;
}

/** The offset of a period in milliseconds, east of Greenwich positive. */
export function periodOffsetMs(zone: Zone, period: number): number {
  return zone.offsetsMs[period] as number;
}

function readRule([names, rule]: (typeof zoneRules)[number]): [string, Zone][] {
  const periodStarts = [Number.NEGATIVE_INFINITY];
  const offsetsMs = [(rule[0] as number) * secondMs];
  for (let i = 1; i < rule.length; i += 2) {
    periodStarts.push((rule[i] as number) * secondMs);
    offsetsMs.push((rule[i + 1] as number) * secondMs);
  }
  return names.split(' ').map((name) => [name, { name, periodStarts, offsetsMs }]);
}
