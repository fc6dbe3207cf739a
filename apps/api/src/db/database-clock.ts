import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** The clock of the database, in milliseconds since the epoch, at the moment at which it is asked. */
export async function readDatabaseClock(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The database did not tell its time.');
  return row.now.getTime();
}
