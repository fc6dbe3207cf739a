/** A zone as the picker lists it. */
export interface ZoneOption {
  /** The IANA name. */
  readonly zone: string;
  /** "New York". */
  readonly city: string;
  /** "Eastern Time". */
  readonly name: string;
  /** "UTC−4". */
  readonly offset: string;
}

/** The options that every word of the query is found in, whatever its case and accents; best first. */
export function searchZones(options: readonly ZoneOption[], query: string): readonly ZoneOption[] {
  const words = plain(query)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return options;
  return options
    .map((option) => ({ option, rank: rankOf(option, words) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank)
    .map(({ option }) => option);
}

/** 0 when a word is missing; more the nearer the city's beginning it is found. */
function rankOf({ zone, city, name, offset }: ZoneOption, words: readonly string[]): number {
  const [cityText, all] = [plain(city), plain(`${zone} ${city} ${name} ${offset}`).replaceAll(/[_/]/g, ' ')];
  if (!words.every((word) => all.includes(word))) return 0;
  if (words.some((word) => cityText.startsWith(word))) return 3;
  return words.some((word) => cityText.includes(word)) ? 2 : 1;
}

/** What is typed is compared without accents, and offsets as people write them: "gmt-4" is "UTC−4". */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('−', '-')
    .toLowerCase()
    .replaceAll(/\bgmt(?=[+-])/g, 'utc');
