/** What a header accepts: a range such as `text/*`, by how much, and how exactly it names a type. */
interface Range {
  readonly name: string;
  readonly quality: number;
  readonly place: number;
}

/** Whoever lists more types than this is no browser; the rest is not looked at. */
const maxRanges = 50;

/**
 * Which of the types a caller would rather have, by the `q` of its `Accept` header (RFC 9110 section 12.5.1). Of
 * equals the one that it names first, and of those that it does not name the first of `types`; null where it takes none.
 */
export function preferredType<T extends string>(accept: string | undefined, types: readonly T[]): T | null {
  const ranges = readRanges(accept?.trim() || '*/*');
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

function readRanges(accept: string): Range[] {
  return accept.split(',', maxRanges).map((each, place) => {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { name, place, quality: quality === undefined ? 1 : qualityOf(quality) };
  });
}

const qualityOf = (text: string): number =>
  /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0;

/** The range that says it most exactly. */
const rangeFor = (type: string, ranges: readonly Range[]): Range | undefined =>
  [type, `${type.split('/', 1)[0]}/*`, '*/*']
    .map((name) => ranges.find((range) => range.name === name))
    .find((range) => range !== undefined);
