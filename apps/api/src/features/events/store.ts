import { type Kysely, type Selectable, sql } from 'kysely';
import type { EventTable, Schema } from '../../db/schema.ts';
import type { Owner } from '../../lib/actor.ts';
import { timeOfId } from '../../lib/ids.ts';
import type { Cursor } from '../../lib/paging.ts';

export type EventRow = Omit<Selectable<EventTable>, 'tx_id'>;

/**
 * Up to one more than a page of the log, oldest first. Only rows whose transaction is older than every running one
 * are shown: none can still appear before them, so a reader that goes on from its last row misses nothing.
 */
export function listEventLog(
  db: Kysely<Schema>,
  owner: Owner,
  { event, cursor }: { event: string | null; cursor: Cursor },
): Promise<EventRow[]> {
  let query = db
    .selectFrom('events')
    .select(['organization_id', 'id', 'is_test', 'event', 'data', 'created_at'])
    .where('organization_id', '=', owner.organizationId)
    .where('is_test', '=', owner.isTest)
    .where(sql<boolean>`tx_id < pg_snapshot_xmin(pg_current_snapshot())`);
  if (event !== null) query = query.where('event', '=', event);
  if (cursor.startingAfter !== null) query = query.where(after(owner, cursor.startingAfter));
  return query
    .orderBy('tx_id')
    .orderBy('id')
    .limit(cursor.limit + 1)
    .execute();
}

/** After the row of the cursor; from its time on, when the row was cleared away by now: rather again than never. */
const after = ({ organizationId, isTest }: Owner, id: string) => sql<boolean>`
  case when exists (select from events where organization_id = ${organizationId} and id = ${id} and is_test = ${isTest})
    then (tx_id, id) > (select tx_id, id from events where organization_id = ${organizationId} and id = ${id})
    else created_at >= ${new Date(timeOfId(id))} end`;
