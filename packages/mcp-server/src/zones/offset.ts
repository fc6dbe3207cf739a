/** What a text says of its distance from UTC. */
export interface SaidOffset {
  /** Minutes, east of Greenwich positive; null where it says none, `unclear` where it says several. */
  readonly offset: number | null | 'unclear';
  /** The text without it. */
  readonly rest: string;
}

// `GMT+2`, `UTC +05:30`, `(UTC−3.5)`, `+0530`, `-8`; a sign within a word (`Guinea-Bissau`) is none.
const said =
  /(^|[\s(,;/]|utc|gmt|z)\s*([+\u2212\u2013-])\s*(\d{1,2})(?::?([0-5]\d)|\.(25|5|75))?(?![\d.:])/gi;

/** Reads the offset of a text such as `UTC+5:30` by the sign of ISO 8601: `+` is east, whatever POSIX has. */
export function readOffset(text: string): SaidOffset {
  const offsets = new Set<number>();
  const rest = text.replace(
    said,
    (_, before: string, sign: string, hours: string, minutes = '0', part = '0') => {
      const size = Number(hours) * 60 + Number(minutes) + Number(`0.${part}`) * 60;
      offsets.add(sign === '+' ? size : -size || 0);
      return `${before} `;
    },
  );
  const [first = null, ...others] = offsets;
  return { offset: others.length > 0 ? 'unclear' : first, rest };
}
