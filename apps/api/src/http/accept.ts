import { type Preference, parsePreferences } from '../lib/preferences.ts';

/** Whoever lists more types than this is no browser; the rest is not looked at. */
const maxRanges = 50;

/**
 * Which of the types a caller would rather have, by the `q` of its `Accept` header (RFC 9110 section 12.5.1). Of
 * equals the one that it names first, and of those that it does not name the first of `types`; null where it takes none.
 */
export function preferredType<T extends string>(accept: string | undefined, types: readonly T[]): T | null {
  const ranges = parsePreferences(accept?.trim() || '*/*', maxRanges);
  const best = types
    .map((type, place) => ({ type, place, range: rangeFor(type, ranges) }))
    .filter(({ range }) => range !== undefined && range.quality > 0)
    .sort(
      (a, b) =>
        (b.range?.quality ?? 0) - (a.range?.quality ?? 0) ||
        (a.range?.place ?? 0) - (b.range?.place ?? 0) ||
        a.place - b.place,
    );
  return best[0]?.type ?? null;
}

/** Of ranges such as `text/*` the one that names the type most exactly. */
const rangeFor = (type: string, ranges: readonly Preference[]): Preference | undefined =>
  [type, `${type.split('/', 1)[0]}/*`, '*/*']
    .map((name) => ranges.find((range) => range.name === name))
    .find((range) => range !== undefined);
