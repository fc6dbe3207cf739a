import { sql } from 'kysely';
import { canWrite } from './can-write.ts';
import type { Database } from './database.ts';
import { pendingMigrations } from './migrate.ts';

/** Throws when the database does not answer, takes no writes, or is not as this release has it. */
export async function checkDatabase(database: Database): Promise<void> {
  await sql`select 1`.execute(database.db);
  await canWrite(database);
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw new Error(`Migrations are pending: ${pending.join(', ')}.`);
}
