import { existsSync } from 'node:fs';
import { type Config, readConfig } from '../config.ts';
import type { Database } from '../db/database.ts';
import { openEmbeddedDatabase } from '../db/embedded.ts';
import { openPostgres } from '../db/postgres.ts';
import { makeLinkFor } from '../features/accounts/index.ts';
import { systemClock } from '../lib/clock.ts';
import { createKeyring } from '../lib/crypto.ts';
import { passwordLink } from '../wording/addresses.ts';
import { databaseDirectory } from './data-directory.ts';
import { faultSentence } from './fault-sentence.ts';
import { checkSecretKey, developmentSecretKey } from './secret-key.ts';

const usage = 'npm run dashboard:link -- <email address>';

/**
 * Prints a link by which the account of an address gets a new password: for whoever is locked out and may run commands
 * on the server. Returns the exit code.
 */
export async function printDashboardLink(args: readonly string[]): Promise<number> {
  const [email, ...rest] = args;
  if (email === undefined || rest.length > 0) {
    console.error(usage);
    return 1;
  }
  let config: Config | undefined;
  try {
    config = readConfig();
    const database = await openDatabase(config);
    try {
      console.log(await linkFor(database, config, email));
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    console.error(faultSentence(error, config));
    return 1;
  }
}

async function linkFor(database: Database, config: Config, email: string): Promise<string> {
  const keyring = createKeyring(config.secretKey ?? (await developmentSecretKey(config.dataDir)));
  await checkSecretKey(database, keyring);
  const deps = { clock: systemClock, keyring };
  const token = await database.inTransaction((tx) => makeLinkFor(deps, tx, { email, kind: 'password' }));
  if (token === null) throw new Error(`There is no account with the address ${email}.`);
  return `${passwordLink(config.publicUrl, token)}\nIt works once, within an hour.`;
}

async function openDatabase({ databaseUrl, databasePooler, dataDir }: Config): Promise<Database> {
  const url = databasePooler?.directUrl ?? databaseUrl;
  if (url !== null) return openPostgres({ url, poolSize: 1, logger: console });
  const directory = databaseDirectory(dataDir);
  if (!existsSync(directory))
    throw new Error(`There is no embedded database in ${dataDir}. Set DATABASE_URL for PostgreSQL.`);
  return openEmbeddedDatabase({ dataDir: directory, logger: console });
}
