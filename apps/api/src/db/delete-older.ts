import { type Kysely, sql } from 'kysely';
import { plannedForItsValues } from './planned-for-values.ts';
import type { Schema } from './schema.ts';

/** Few enough for a statement that is over long before it would be timed out. */
const step = 2_000;

/** What has a state of its own is deleted only when nothing is left to do about it. */
const isDone = {
  events: sql`true`,
  idempotency_keys: sql`true`,
  mails: sql`status <> 'pending'`,
  webhook_deliveries: sql`status <> 'pending'`,
} as const;

/**
 * Deletes the rows that were made longer ago than `keptMs` by the clock of the database, in steps: after a long pause
 * there are more of them than one statement could delete in its time. They are found by their age and then by their
 * place in the table; by their keys they were looked for in the whole table.
 */
export async function deleteOlder(
  db: Kysely<Schema>,
  table: keyof typeof isDone,
  keptMs: number,
): Promise<void> {
  const isOld = sql`created_at < now() - ${keptMs / 1000} * interval '1 second' and ${isDone[table]}`;
  for (;;) {
    const { numAffectedRows = 0n } =
      await sql`delete ${sql.raw(plannedForItsValues)} from ${sql.table(table)} where ${isOld} and ctid = any(array(
        select ctid from ${sql.table(table)} where ${isOld} order by created_at limit ${sql.lit(step)}))
    `.execute(db);
    if (numAffectedRows < step) return;
  }
}
