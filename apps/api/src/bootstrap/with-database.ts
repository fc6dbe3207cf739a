import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openEmbeddedDatabase } from '../db/embedded.ts';
import { openPostgres } from '../db/postgres.ts';
import { sqlState } from '../db/sqlstate.ts';
import { databaseDirectory } from './data-directory.ts';
import { faultSentence } from './fault-sentence.ts';

/** What is not there yet, by how the database tells it: a schema, a table, or a column of a later release. */
const sentences: Readonly<Record<string, string>> = {
  '3F000': 'No server was ever started on this database.',
  '42P01': 'No server was ever started on this database.',
  '42703': 'This database is of an earlier release. Start the server of this one first.',
};

/**
 * Does the work of a command with the database that the environment names, and prints what it says. A fault is a
 * sentence. Returns the exit code.
 */
export async function withDatabase(
  work: (database: Database, config: Config) => Promise<string>,
): Promise<number> {
  let config: Config | undefined;
  try {
    config = readConfig();
    const database = await openDatabase(config);
    try {
      console.log(await work(database, config));
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    console.error(sentences[sqlState(error) ?? ''] ?? faultSentence(error, config));
    return 1;
  }
}

async function openDatabase({ databaseUrl, databasePooler, dataDir }: Config): Promise<Database> {
  const url = databasePooler?.directUrl ?? databaseUrl;
  if (url !== null) return openPostgres({ url, poolSize: 1, logger: console });
  const directory = databaseDirectory(dataDir);
  if (!existsSync(directory))
    throw new Error(`There is no embedded database in ${dataDir}. Set DATABASE_URL for PostgreSQL.`);
  return openEmbeddedDatabase({ dataDir: directory, logger: console });
}
