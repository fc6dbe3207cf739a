import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type MigrationProvider, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';
import { isRetryable, sqlState } from './sqlstate.ts';

const ownMigrations = fileURLToPath(new URL('../../migrations/', import.meta.url));
const undefinedTable = '42P01';

/**
 * Runs the migrations in `directory` (plain SQL, in the order of their names) that the database does not have,
 * all in one transaction, and returns their names. Several processes may start at once: one runs them while the
 * others wait; after a deadlock they are run anew. Throws when the database has a migration that this code does not: it
 * is newer than the code.
 */
export async function migrate(database: Database, directory = ownMigrations): Promise<readonly string[]> {
  const known = await namesIn(directory);
  refuseNewerDatabase(known, await appliedMigrations(database));
  const provider: MigrationProvider = {
    async getMigrations() {
      return Object.fromEntries(known.map((name) => [name, { up: (db) => run(db, directory, name) }]));
    },
  };
  const migrator = new Migrator({ db: database.migrationConnection, provider });
  let { error, results = [] } = await migrator.migrateToLatest();
  // A process that serves meanwhile takes tables in another order. Nothing is left of what was begun.
  for (let left = 5; left > 0 && isRetryable(error); left--)
    ({ error, results = [] } = await migrator.migrateToLatest());
  if (error) {
    const failed = results.find((result) => result.status === 'Error');
    throw failed ? new Error(`Migration ${failed.migrationName} failed.`, { cause: error }) : error;
  }
  return results.map((result) => result.migrationName);
}

/** The names of the migrations that the code has and the database has not: none when the two fit. */
export async function pendingMigrations(
  database: Database,
  directory = ownMigrations,
): Promise<readonly string[]> {
  const applied = new Set(await appliedMigrations(database));
  return (await namesIn(directory)).filter((name) => !applied.has(name));
}

async function namesIn(directory: string): Promise<readonly string[]> {
  const files = await readdir(directory);
  return files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => path.basename(file, '.sql'))
    .sort();
}

async function run(db: Kysely<unknown>, directory: string, name: string): Promise<void> {
  await sql.raw(await readFile(path.join(directory, `${name}.sql`), 'utf8')).execute(db);
}

async function appliedMigrations(database: Database): Promise<readonly string[]> {
  try {
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
      database.db,
    );
    return rows.map((row) => row.name);
  } catch (error) {
    if (sqlState(error) === undefinedTable) return []; // a new database
    throw error;
  }
}

function refuseNewerDatabase(known: readonly string[], applied: readonly string[]): void {
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Error(
    `The database is newer than this code: it has the migration ${unknown.join(', ')}, which this release does ` +
      'not know. Start the release that ran it, or a later one.',
  );
}
