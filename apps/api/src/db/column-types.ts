/**
 * How a column's text becomes a value, by type oid: one table for both drivers, which disagree by default
 * (int8 is a string in pg and a number in PGlite; a date is local midnight in pg and UTC midnight in PGlite).
 * Types that are not here are alike by default, the other ranges among them; the tests list what is used.
 */
export const columnParsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: safeInteger, // int8
  1082: asText, // date: a calendar date has no instant
  1114: asText, // timestamp without time zone
  1184: instant, // timestamptz
  1186: asText, // interval
  1700: asText, // numeric: exact, so never a float
  3910: asText, // tstzrange: as PostgreSQL prints it, in UTC
};

/** Array types by the type of their elements. PGlite knows this by itself; pg only for its built-in parsers. */
export const elementOfArray: Readonly<Record<number, number>> = {
  1016: 20, // int8[]
  1182: 1082, // date[]
  1185: 1184, // timestamptz[]
  1231: 1700, // numeric[]
  3911: 3910, // tstzrange[]
};

function asText(text: string): string {
  return text;
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`int8 ${text} does not fit a JavaScript number exactly.`);
  return value;
}

function instant(text: string): Date {
  const value = new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
  if (Number.isNaN(value.getTime()))
    throw new RangeError(`timestamptz ${text} is not an instant JavaScript knows.`);
  return value;
}
