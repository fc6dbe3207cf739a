import { type Noun, nounWords, pageSize } from '@astrocal/contract';
import { invalid } from './api-error.ts';
import { isId } from './ids.ts';

/** Which part of a list is asked for. */
export interface Cursor {
  /** The id of the last item that the caller has. */
  readonly startingAfter: string | null;
  readonly limit: number;
}

/** Reads the cursor of a list query; one of another shape or prefix is refused (docs/paging.md). */
export function parseCursor(noun: Noun, query: { starting_after?: string; limit?: number }): Cursor {
  const { starting_after: startingAfter = null, limit = pageSize.usual } = query;
  if (startingAfter !== null && !isId(noun, startingAfter))
    throw invalid({
      path: 'query.starting_after',
      message: `must be the id of ${/^[aeio]/.test(noun) ? 'an' : 'a'} ${nounWords(noun)}`,
    });
  return { startingAfter, limit };
}

/** A page out of up to `limit + 1` rows: the row too many tells that more follow. */
export function toPage<Row, Item>(rows: readonly Row[], { limit }: Cursor, present: (row: Row) => Item) {
  return { data: rows.slice(0, limit).map(present), has_more: rows.length > limit };
}
