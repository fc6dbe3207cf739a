/** One item of a header by which a caller says what it would rather have. */
export interface Preference {
  /** In lower case. */
  readonly name: string;
  /** How much it is liked, from 0, which is not at all, to 1. */
  readonly quality: number;
  /** Where it stands in the header. */
  readonly place: number;
}

/**
 * The items of a header such as `Accept` or `Accept-Language` with their weights (RFC 9110 section 12.4.2), of which no
 * more than `most` are looked at. A weight that is none is 0.
 */
export function parsePreferences(header: string, most: number): Preference[] {
  return header.split(',', most).map((each, place) => {
    const [name = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { name, place, quality: quality === undefined ? 1 : qualityOf(quality) };
  });
}

const qualityOf = (text: string): number =>
  /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0;
