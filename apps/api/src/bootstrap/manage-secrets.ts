import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { readLedger, writeEpoch } from '../db/secret-keys.ts';
import { newEpoch } from '../lib/crypto.ts';
import { judgeKeys } from '../lib/secret-turns.ts';
import { countRemaining, rotate, type Turning } from './rotate-secrets.ts';
import { openKeyring, readKeyring } from './secret-key.ts';
import { withDatabase } from './with-database.ts';

const usage = `npm run secrets -- status         what is sealed and known by which secret key
npm run secrets -- rotate         seals by ASTROCAL_SECRET_KEY what ASTROCAL_SECRET_KEY_PREVIOUS has sealed
npm run secrets -- end-sessions   ends all sessions and links: for a database that was restored, before the servers start`;

type Command = (database: Database, config: Config) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  status: look,
  rotate: async (database, config) => turn({ database, keyring: await openKeyring(database, config) }),
  'end-sessions': endSessions,
};

/** Shows or turns the secret keys of the database that the environment names. Returns the exit code. */
export async function manageSecrets([name = '', ...rest]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) && rest.length === 0 ? commands[name] : undefined;
  if (command) return withDatabase(command);
  console.error(usage);
  return 1;
}

/** What remains, without beginning to turn to a new key. */
async function look(database: Database, config: Config): Promise<string> {
  const keyring = await readKeyring(database, config);
  const standing = judgeKeys(keyring, await readLedger(database.db), []);
  if ('refusal' in standing) throw new Error(standing.refusal);
  return describe({ database, keyring });
}

async function turn(turning: Turning): Promise<string> {
  const { sealedAnew, sealers } = await rotate(turning, ({ table, column }, done) => {
    console.log(`${table}.${column}: ${done} sealed anew so far`);
  });
  const done = `${sealedAnew} sealed anew by ASTROCAL_SECRET_KEY. ${await describe(turning)}`;
  if (sealers === 0) return done;
  throw new Error(
    `${done}\n\nIt is not done: ${sealers} of the processes sealed by ASTROCAL_SECRET_KEY_PREVIOUS until now. Give them the new secret key as ASTROCAL_SECRET_KEY, and run this again.`,
  );
}

async function describe(turning: Turning): Promise<string> {
  if (!turning.keyring.previous)
    return 'ASTROCAL_SECRET_KEY_PREVIOUS is not set: everything is sealed and known by ASTROCAL_SECRET_KEY.';
  const { sealed, hashed } = await countRemaining(turning);
  const lines = [
    ...sealed.map(({ sealed: { table, column }, count }) => [`${table}.${column}`, count] as const),
    ...hashed.map(({ hashed: { what }, count }) => [what, count] as const),
  ].map(([name, count]) => `  ${name.padEnd(45)}${String(count).padStart(12)}`);
  return [
    `Of the previous secret key remain:`,
    ...lines,
    '',
    await advise(turning, sum(sealed), sum(hashed)),
  ].join('\n');
}

const sum = (counts: readonly { readonly count: number }[]) =>
  counts.reduce((total, { count }) => total + count, 0);

async function advise({ database, keyring }: Turning, sealed: number, hashed: number): Promise<string> {
  const { settled, next } = await readLedger(database.db);
  if (next !== null || settled !== keyring.current.fingerprint || sealed > 0)
    return 'Keep ASTROCAL_SECRET_KEY_PREVIOUS everywhere, and run npm run secrets -- rotate once every process has the new one as ASTROCAL_SECRET_KEY.';
  if (hashed > 0)
    return `Nothing is sealed by the previous secret key any more. Of API keys, sessions and links ${hashed} were not used since. They work, and are known by the new one once they are used, while ASTROCAL_SECRET_KEY_PREVIOUS is set. Without it they answer 401 for good.`;
  return 'Nothing needs the previous secret key any more: take ASTROCAL_SECRET_KEY_PREVIOUS away.';
}

async function endSessions(database: Database): Promise<string> {
  await database.inTransaction((tx) => writeEpoch(tx, newEpoch()));
  return 'Sessions and links from before are no more once the servers start. API keys and tokens of bookings go on.';
}
