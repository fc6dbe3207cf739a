/** A name as lower-case words of plain letters with one space between them: `São Paulo, U.S.A.` is `sao paulo usa`. */
export const words = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}.'\u2019]/gu, '')
    .replaceAll('&', ' and ')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Names of places, by their words, each with its zones. */
export type Gazetteer = ReadonlyMap<string, readonly string[]>;

/** Puts entries together; a name that stands in several has the zones of all of them, in their order. */
export function gazetteer(entries: Iterable<readonly [name: string, zones: readonly string[]]>): Gazetteer {
  const all = new Map<string, string[]>();
  for (const [name, zones] of entries) {
    const known = all.get(name) ?? [];
    all.set(name, [...known, ...zones.filter((zone) => !known.includes(zone))]);
  }
  return all;
}

/** A name within a text: its zones and which words it takes, `[from, until)`. */
export interface Found {
  readonly zones: readonly string[];
  readonly from: number;
  readonly until: number;
}

const longestName = 5;

/** Every name that stands in the text as whole words. */
export function findNames(text: string, names: Gazetteer): Found[] {
  const all = text.split(' ');
  const found: Found[] = [];
  for (let from = 0; from < all.length; from++)
    for (let until = from + 1; until <= Math.min(all.length, from + longestName); until++) {
      const zones = names.get(all.slice(from, until).join(' '));
      if (zones) found.push({ zones, from, until });
    }
  return found;
}

/** Whether a name is a part of a longer one, as `York` is of `New York`. */
export const isPartOf = (one: Found, other: Found): boolean =>
  one.from >= other.from && one.until <= other.until && one.until - one.from < other.until - other.from;
