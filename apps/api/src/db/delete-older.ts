import { type Kysely, sql } from 'kysely';
import { plannedForItsValues } from './planned-for-values.ts';
import type { Schema } from './schema.ts';

/** Few enough for a statement that is over long before it would be timed out. */
const step = 2_000;

/**
 * Deletes the rows that were made before an instant, in steps: after a long pause there are more of them than one
 * statement could delete in its time. They are found by their age and then by their place in the table; by their keys
 * they were looked for in the whole table.
 */
export async function deleteOlder(
  db: Kysely<Schema>,
  table: 'events' | 'idempotency_keys' | 'mails' | 'webhook_deliveries',
  before: Date,
): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } =
      await sql`delete ${sql.raw(plannedForItsValues)} from ${sql.table(table)} where created_at < ${before} and ctid = any(array(
        select ctid from ${sql.table(table)} where created_at < ${before} order by created_at limit ${sql.lit(step)}))
    `.execute(db);
    if (numAffectedRows < step) return;
  }
}
