import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../db/database.ts';
import { type Keyring, randomToken } from '../lib/crypto.ts';
import { keepFirst } from './store-installation.ts';

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

const fingerprintName = 'secret_key_fingerprint';

/**
 * Refuses a process whose secret key is not the one that the database was begun with: its API keys would all be
 * unknown and its stored secrets unreadable.
 */
export async function checkSecretKey(database: Database, keyring: Keyring): Promise<void> {
  const stored = await database.inTransaction((tx) => keepFirst(tx, fingerprintName, keyring.fingerprint));
  if (stored !== keyring.fingerprint)
    throw new Error(
      'This database was begun with another secret key. Set ASTROCAL_SECRET_KEY to that one ' +
        '(a development server keeps it as secret-key in its data directory).',
    );
}
