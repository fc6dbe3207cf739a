import { type Kysely, sql } from 'kysely';
import { lotsOf } from '../lib/lots.ts';
import { everywhere } from './everywhere.ts';
import { plannedForItsValues } from './planned-for-values.ts';
import type { Schema } from './schema.ts';

/** Few enough for a statement that is over long before it would be timed out. */
const step = 2_000;

/** Rows that are kept for a time only. */
export interface AgingRows {
  /** It has `organization_id` and the column of its age. */
  readonly table: keyof Schema;
  /** What names a row in its organization; `id` unless told. */
  readonly key?: readonly string[];
  /** Since when a row ages; `created_at` unless told. */
  readonly agesSince?: 'created_at' | 'expires_at';
  /** Whether rows have a `status`, and those that are `pending` stay: there is something left to do about them. */
  readonly keepsPending?: boolean;
}

/**
 * Deletes the rows that were made, or ended, longer ago than `keptMs` by the clock of the database, in steps: after a long pause
 * there are more of them than one statement could delete in its time. The oldest of all organizations are listed, and
 * deleted by their keys, each organization's by statements of its own.
 */
export async function deleteOlder(db: Kysely<Schema>, aging: AgingRows, keptMs: number): Promise<void> {
  for (;;) {
    const due = await listOldest(db, aging, keptMs);
    for (const [organizationId, rows] of Map.groupBy(due, ({ organization_id }) => organization_id))
      for (const lot of lotsOf(rows)) await deleteOf(db, aging, { organizationId, rows: lot, keptMs });
    if (due.length < step) return;
  }
}

type Due = Readonly<Record<string, string>> & { readonly organization_id: string };

const isOld = ({ agesSince = 'created_at', keepsPending }: AgingRows, keptMs: number) =>
  sql`${sql.raw(agesSince)} < now() - ${keptMs / 1000} * interval '1 second' and ${keepsPending ? sql`status <> 'pending'` : sql`true`}`;

async function listOldest(db: Kysely<Schema>, aging: AgingRows, keptMs: number): Promise<Due[]> {
  const { table, key = ['id'], agesSince = 'created_at' } = aging;
  const { rows } = await sql<Due>`
    select ${sql.raw(`${plannedForItsValues} ${everywhere} organization_id, ${key.join(', ')}`)}
    from ${sql.table(table)} where ${isOld(aging, keptMs)} order by ${sql.raw(agesSince)} limit ${sql.lit(step)}
  `.execute(db);
  return rows;
}

async function deleteOf(
  db: Kysely<Schema>,
  aging: AgingRows,
  { organizationId, rows, keptMs }: { organizationId: string; rows: readonly Due[]; keptMs: number },
): Promise<void> {
  const { table, key = ['id'] } = aging;
  // Each in a select: a plan that knew how many there are read a table of some thousand rows as a whole.
  const lists = key.map((column) => sql`(select ${rows.map((row) => row[column] ?? '')}::text[])`);
  const same = key.map((column) => sql`${sql.ref(`old.${column}`)} = ${sql.ref(`due.${column}`)}`);
  await sql`
    delete from ${sql.table(table)} old using unnest(${sql.join(lists)}) as due (${sql.raw(key.join(', '))})
    where old.organization_id = ${organizationId} and ${sql.join(same, sql` and `)} and ${isOld(aging, keptMs)}
  `.execute(db);
}
