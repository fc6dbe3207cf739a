import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import { secretKeysLock, takeLocks } from '../db/locks.ts';
import {
  forgetProcesses,
  listProcesses,
  readEpoch,
  readLedger,
  seeProcess,
  writeLedger,
} from '../db/secret-keys.ts';
import { createKeyring, type Keyring, randomToken } from '../lib/crypto.ts';
import type { Logger } from '../lib/logger.ts';
import { judgeKeys } from '../lib/secret-turns.ts';

/**
 * The secret key of a development server: made at the first start and kept in the data directory, so that keys
 * and stored secrets survive a restart. Production sets ASTROCAL_SECRET_KEY instead.
 */
export async function developmentSecretKey(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = path.join(dataDir, 'secret-key');
  // Written beside it and then linked: several processes may start at once, and none may read half a key.
  const draft = `${file}.${randomToken()}`;
  await writeFile(draft, `${randomToken()}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const key = (await readFile(file, 'utf8')).trim();
  if (key === '') throw new Error(`The secret key in ${file} is empty. Restore the file from a backup.`);
  return key;
}

type KeyConfig = Pick<Config, 'secretKey' | 'previousSecretKey' | 'dataDir'>;

/**
 * The keyring of a process, on a database whose migrations are applied. Throws where values of the database are sealed by a
 * key that it has not, or where processes run that could not open what it would seal.
 */
export async function openKeyring(database: Database, config: KeyConfig): Promise<Keyring> {
  const keyring = await readKeyring(database, config);
  await checkSecretKey(database, keyring);
  return keyring;
}

/** The same, unchecked: for whoever only looks. */
export async function readKeyring(
  database: Database,
  { secretKey, previousSecretKey: previous, dataDir }: KeyConfig,
): Promise<Keyring> {
  const epoch = await readEpoch(database.db);
  return createKeyring(secretKey ?? (await developmentSecretKey(dataDir)), { previous, epoch });
}

/** Why a process may not go on with the secret keys that it has. */
class RefusedSecretKey extends Error {}

/** Refuses a process by its secret keys, and keeps that one with this id is there. */
export async function checkSecretKey(
  database: Database,
  keyring: Keyring,
  processId: string | null = null,
): Promise<void> {
  await database.inTransaction(async (tx) => {
    await takeLocks(tx, [secretKeysLock]);
    if (database.kind === 'embedded') await forgetProcesses(tx);
    const ledger = await readLedger(tx);
    const others = (await listProcesses(tx)).filter(({ id }) => id !== processId);
    const standing = judgeKeys(keyring, ledger, others);
    if ('refusal' in standing) throw new RefusedSecretKey(standing.refusal);
    if (standing.ledger !== ledger) await writeLedger(tx, standing.ledger);
    if (processId !== null) await seeProcess(tx, processId, { keyring, ended: false });
  });
}

const everyMs = 30_000;

interface Telling {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly logger: Logger;
  /** Another secret key took the place of this process's meanwhile, which may seal nothing any more. */
  readonly refused: () => void;
}

/** Keeps told that this process is there, and with which keys. Returns the function that ends this. */
export async function tellOfProcess({
  database,
  keyring,
  logger,
  refused,
}: Telling): Promise<() => Promise<void>> {
  const id = randomToken();
  await checkSecretKey(database, keyring, id);
  let telling = Promise.resolve();
  const timer = setInterval(() => {
    telling = checkSecretKey(database, keyring, id).catch((error) => {
      logger.error({ err: error }, 'The secret keys of this process were not judged anew.');
      if (error instanceof RefusedSecretKey) refused();
    });
  }, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await telling;
    await database.inTransaction((tx) => seeProcess(tx, id, { keyring, ended: true }));
  };
}
