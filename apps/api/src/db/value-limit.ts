/**
 * The most values that one statement may carry. PostgreSQL counts them in 16 bits (65,535), and what has more is cut off
 * or refused on the way; this is far below, so that a list which grows without lots shows before it gets there.
 */
export const mostValues = 20_000;

/** Throws where a statement carries more values than that: a mistake of ours, whatever the caller sent. */
export function refuseTooManyValues(values: readonly unknown[]): void {
  if (values.length <= mostValues) return;
  throw new RangeError(
    `A statement with ${values.length} values was not sent: ${mostValues} are the most. Send lots of the list ` +
      '(lib/lots.ts), or the whole of it as one array.',
  );
}
