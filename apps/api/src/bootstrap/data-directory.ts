import { chmod, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { makePrivate } from '../db/embedded-directory.ts';
import type { Logger } from '../lib/logger.ts';

/** Where the embedded database lies in a data directory. */
export const databaseDirectory = (dataDir: string): string => path.resolve(dataDir, 'database');

/** What we put into a data directory: the database, the secret key and the first keys. */
const ours = /^(database|secret-key|credentials)\b/;

/**
 * Leaves a data directory to its owner alone that is open to others, as releases up to 0.1.0 made it and as copies
 * become: in it lie keys and everybody's bookings. Where this user may not change it, that is logged.
 */
export async function keepPrivate(dataDir: string, logger: Pick<Logger, 'warn'>): Promise<void> {
  const names = (await readdir(dataDir).catch(() => [])).filter((name) => ours.test(name));
  if (names.length === 0) return;
  const open = await Promise.all([dataDir, ...names.map((name) => path.join(dataDir, name))].map(isOpen));
  if (!open.includes(true)) return;
  try {
    await chmod(dataDir, (await stat(dataDir)).mode & 0o700);
    for (const name of names) await makePrivate(path.join(dataDir, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    logger.warn(
      { data_dir: dataDir },
      'Other users of this machine can read the data directory, and it belongs to another user. Give it to this one, with chmod 700.',
    );
  }
}

const isOpen = async (place: string) => ((await stat(place)).mode & 0o077) !== 0;
