import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import type { EventTable, Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner } from '../../lib/principal.ts';

export type EventRow = Pick<
  Selectable<EventTable>,
  'organization_id' | 'id' | 'is_test' | 'event' | 'data' | 'created_at'
>;

/**
 * Up to one more than a page of the log, oldest first: everything that is committed, in the order of commits, so a
 * reader that goes on from its last row misses nothing.
 */
export async function listEventLog(
  db: Kysely<Schema>,
  owner: Owner,
  { event, cursor }: { event: string | null; cursor: Cursor },
): Promise<EventRow[]> {
  let query = db
    .selectFrom('events')
    .select(['organization_id', 'id', 'is_test', 'event', 'data', 'created_at'])
    .where('organization_id', '=', owner.organizationId)
    .where('is_test', '=', owner.isTest);
  if (event !== null) query = query.where('event', '=', event);
  if (cursor.startingAfter !== null) query = query.where(await after(db, owner, cursor.startingAfter));
  return query
    .orderBy('number')
    .limit(cursor.limit + 1)
    .execute();
}

/**
 * After the row of the cursor. One that was cleared away by now is older than everything that is left, but for its
 * neighbours: they are told apart by their ids, which ascend. Its place is read first, because a condition that looks for
 * it itself reads the log from its beginning.
 */
async function after(
  db: Kysely<Schema>,
  { organizationId, isTest }: Owner,
  id: string,
): Promise<RawBuilder<boolean>> {
  const row = await db
    .selectFrom('events')
    .select('number')
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? sql<boolean>`number > ${row.number}` : sql<boolean>`id > ${id}`;
}
