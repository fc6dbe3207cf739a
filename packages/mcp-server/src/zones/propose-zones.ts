import { findZone, offsetSecondsAt, type Zone, zoneNames } from '@astrocal/scheduling';
import { abbreviations, cities, lands } from './names.ts';
import { readOffset } from './offset.ts';
import { countries, zonesBySize } from './places.generated.ts';
import { states } from './states.ts';
import { type Found, findNames, gazetteer, isPartOf, words } from './words.ts';

const most = 3;
/** What is read of a text: far more than any name of a zone has. */
const longestText = 100;

/** Names that begin so name a city, but for these ends, which name a region. */
const regions = /^(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//;
const noCities = new Set(['north', 'south', 'west', 'act', 'nsw', 'lhi', 'center']);

const split = (list: string) => list.split(', ');
const bySize = zonesBySize.split(' ');

const cityNames = gazetteer([
  ...zoneNames()
    .filter((name) => regions.test(name))
    .map((name) => [words(name.slice(name.lastIndexOf('/') + 1)), [name]] as const)
    .filter(([city]) => !noCities.has(city)),
  ...cities.flatMap(([zones, names]) => split(names).map((name) => [name, zones.split(' ')] as const)),
]);

const namedStates = states.flatMap(([zones, names]) =>
  split(names).map((each) => {
    const end = each.lastIndexOf(' ');
    return { name: words(each.slice(0, end)), code: each.slice(end + 1), zones: zones.split(' ') };
  }),
);

const placeNames = gazetteer([
  ...lands.flatMap(([zones, names]) => split(names).map((name) => [name, zones.split(' ')] as const)),
  ...countries.map(([name, , zones]) => [words(name.replace(/\(.*\)/, '')), zones.split(' ')] as const),
  ...namedStates.map(({ name, zones }) => [name, zones] as const),
]);

/** Codes after a city, `Austin, TX` or `Paris, FR`: by themselves they are words too often. */
const codes = gazetteer([
  ...namedStates.map(({ code, zones }) => [code, zones] as const),
  ...countries.map(([, code, zones]) => [code, zones.split(' ')] as const),
]);

const shortNames = gazetteer(
  abbreviations.flatMap(([zones, names]) => split(names).map((name) => [name, zones.split(' ')] as const)),
);

/**
 * The zones, up to three, that somebody may mean who wrote a text that is no zone: by the whole words of a city, else
 * of a country or state, else by a usual name (`CST`), else by an offset alone. Whatever is proposed for a text with an
 * offset has that offset at the instant. Empty where only the person can tell.
 */
export function proposeZones(text: string, at: number): readonly Zone[] {
  const { offset, rest } = readOffset(text.slice(0, longestText));
  if (offset === 'unclear') return [];
  const named = namedZones(rest);
  if (offset === null) return distinct(named);
  const fits = (name: string) => offsetSecondsAt(findZone(name) as Zone, at) === offset * 60;
  const saysNoPlace = /^(utc|gmt|z|etc utc|etc gmt|etc)?$/.test(
    words(rest).replace(/ ?\b(time|timezone|zone)\b/g, ''),
  );
  return distinct((saysNoPlace ? (offset === 0 ? ['UTC'] : bySize) : named).filter(fits));
}

function namedZones(text: string): readonly string[] {
  const told = words(text);
  const found = [cityNames, placeNames, shortNames].map((names) => findNames(told, names));
  const all = found.flat();
  const [city = [], place = [], usual = []] = found.map((each) => zonesOf(each, all));
  const around = [...place, ...codeZones(text)];
  const inCity = city.filter((zone) => around.some((other) => isAlike(zone, other)));
  const where = inCity.length > 0 ? inCity : around.length > 0 ? around : city;
  if (where.length === 0) return usual;
  const usualThere = usual.filter((zone) => where.some((other) => isAlike(zone, other)));
  return city.length > 0 || usualThere.length === 0 ? where : usualThere;
}

const zonesOf = (found: readonly Found[], all: readonly Found[]): string[] =>
  found.filter((one) => !all.some((other) => isPartOf(one, other))).flatMap(({ zones }) => zones);

const codeZones = (text: string): readonly string[] =>
  codes.get(/[,\s]([A-Z]{2,3})\s*$/.exec(text)?.[1] ?? '') ?? [];

/** Whether clocks are the same in both, which is as much as one can ask of a link's name. */
function isAlike(one: string, other: string): boolean {
  const [a, b] = [findZone(one), findZone(other)];
  return a !== null && b !== null && a.offsetsMs === b.offsetsMs && a.periodStarts === b.periodStarts;
}

/** The first of each that has clocks of its own: who asks for more has to ask for the city. */
function distinct(names: readonly string[]): Zone[] {
  const chosen: string[] = [];
  for (const name of names)
    if (chosen.length < most && !chosen.some((other) => isAlike(name, other))) chosen.push(name);
  return chosen.map((name) => findZone(name)).filter((zone) => zone !== null);
}
