import pg from 'pg';

/**
 * Follows the `select` or `delete` of a statement that is sent with its values in it and planned for them. A prepared
 * one is planned once for all values; where they decide how many rows match, that plan read a whole list to find nothing.
 */
export const plannedForItsValues = '/* planned for its values */';

/** Whether the statement carries that mark. */
export const isPlannedForItsValues = (text: string): boolean =>
  text.startsWith(plannedForItsValues, text.indexOf(' ') + 1);

/** The statement with its values in it, in place of `$1`, `$2` and so on. */
export const withValues = (text: string, values: readonly unknown[]): string =>
  text.replace(/\$(\d+)/g, (_, number) => literal(values[Number(number) - 1]));

/** Texts, numbers, booleans and instants are what filters ask for; anything else is a mistake. */
function literal(value: unknown): string {
  if (value === null) return 'null';
  const text = value instanceof Date ? value.toISOString() : value;
  if (typeof text !== 'string' && typeof text !== 'number' && typeof text !== 'boolean')
    throw new TypeError(`A ${typeof value} cannot be written into a statement.`);
  // It would end the statement there.
  if (String(text).includes('\0')) throw new TypeError('A text with NUL cannot be written into a statement.');
  return pg.escapeLiteral(String(text));
}
