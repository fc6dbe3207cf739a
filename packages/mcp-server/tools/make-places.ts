/**
 * Makes src/zones/places.generated.ts from the time zone data of moment-timezone: which country lies in which zones,
 * and in which zones most people live. Run by hand after an update of that package:
 * node packages/mcp-server/tools/make-places.ts. A test compares the committed file with what this makes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface Country {
  /** As tzdata's iso3166.tab has it: `Korea (South)`. */
  readonly name: string;
  readonly abbr: string;
  readonly zones: readonly string[];
}

interface Meta {
  readonly countries: Readonly<Record<string, Country>>;
  /** Of the countries the first is the one in which the place of the zone lies. */
  readonly zones: Readonly<Record<string, { readonly countries: readonly string[] }>>;
}

/** Bases, not places in which people look for their zone. */
const antarctica = 'AQ';

const read = (file: string) =>
  JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`moment-timezone/data/${file}/latest.json`), 'utf8'),
  );

/** The text of the generated module, from the data as the installed package carries it. */
export function makePlaces(): string {
  const { version, zones }: { version: string; zones: string[] } = read('packed');
  const meta: Meta = read('meta');
  const sizes = new Map(
    zones.map((zone) => zone.split('|')).map((parts) => [parts[0], Number(parts[5]) || 0]),
  );
  const bySize = (names: readonly string[]) =>
    [...names].sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0) || (a < b ? -1 : 1)).join(' ');
  const countries = Object.values(meta.countries).filter(({ abbr }) => abbr !== antarctica);
  const lines = countries.map(
    (country) =>
      `  [${JSON.stringify(country.name)}, '${country.abbr}', '${bySize(zonesOf(country, meta))}'],`,
  );
  const all = new Set(countries.flatMap((country) => zonesOf(country, meta)));
  return `// Made by tools/make-places.ts from the IANA time zone data ${version}. Do not edit.

/** Each country with its code (ISO 3166) and its zones, the one with the largest city first. */
export const countries: readonly (readonly [name: string, code: string, zones: string])[] = [
${lines.sort().join('\n')}
];

/** The zones of all countries, the one with the largest city first. */
export const zonesBySize =
  '${bySize([...all])}';
`;
}

/** The zones that are named after the country's own places; those of neighbours where it has none. */
function zonesOf({ abbr, zones }: Country, meta: Meta): readonly string[] {
  const own = zones.filter((zone) => meta.zones[zone]?.countries[0] === abbr);
  return own.length > 0 ? own : zones;
}

if (import.meta.main)
  writeFileSync(new URL('../src/zones/places.generated.ts', import.meta.url), makePlaces());
