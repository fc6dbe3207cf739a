import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { makeLinkFor } from '../features/accounts/index.ts';
import { systemClock } from '../lib/clock.ts';
import { passwordLink } from '../wording/addresses.ts';
import { openKeyring } from './secret-key.ts';
import { withDatabase } from './with-database.ts';

const usage = 'npm run dashboard:link -- <email address>';

/**
 * Prints a link by which the account of an address gets a new password: for whoever is locked out and may run commands
 * on the server. Returns the exit code.
 */
export async function printDashboardLink(args: readonly string[]): Promise<number> {
  const [email, ...rest] = args;
  if (email !== undefined && rest.length === 0)
    return withDatabase((database, config) => linkFor(database, config, email));
  console.error(usage);
  return 1;
}

async function linkFor(database: Database, config: Config, email: string): Promise<string> {
  const deps = { clock: systemClock, keyring: await openKeyring(database, config) };
  const token = await database.inTransaction((tx) => makeLinkFor(deps, tx, { email, kind: 'password' }));
  if (token === null) throw new Error(`There is no account with the address ${email}.`);
  return `${passwordLink(config.publicUrl, token)}\nIt works once, within an hour.`;
}
