import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import { lockDirectory } from '../db/directory-lock.ts';
import { openEmbeddedDatabase } from '../db/embedded.ts';
import { makePrivate } from '../db/embedded-directory.ts';
import { writeEpoch } from '../db/secret-keys.ts';
import { newEpoch } from '../lib/crypto.ts';
import { databaseDirectory } from './data-directory.ts';

type Place = Pick<Config, 'dataDir' | 'databaseUrl'>;

/** What a data directory with an embedded database holds; without it a directory is none. */
const mark = path.join('database', 'PG_VERSION');

/**
 * Writes the data directory (the embedded database, the secret key, the first keys) to one compressed file that its
 * owner alone can read, whole or not at all. Throws while a server runs on it, and rather than overwrite a file.
 */
export async function backUp(config: Place, file: string): Promise<void> {
  const dataDir = embeddedDirectory(config);
  if (!existsSync(path.join(dataDir, mark))) throw new Error(`There is no embedded database in ${dataDir}.`);
  if (existsSync(file)) throw new Error(`${file} exists already. Name a new file.`);
  if (!path.relative(dataDir, path.resolve(file)).startsWith('..'))
    throw new Error(`${file} lies in the data directory that it would hold. Name one elsewhere.`);
  const lock = await lockDirectory(databaseDirectory(dataDir));
  const draft = `${file}.unfinished`;
  try {
    await using output = await open(draft, 'w', 0o600);
    await tar(['-czf', '-', '-C', dataDir, '.'], { output });
    await output.sync();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await lock.release();
  }
}

/**
 * Fills an empty or missing data directory from a file that `backUp` wrote. Sessions and links that are in it are no more:
 * whoever ended some after the backup must not find them open again. Throws when it is neither.
 */
export async function restore(config: Place, file: string): Promise<void> {
  const dataDir = embeddedDirectory(config);
  await using input = await open(file, 'r');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if ((await readdir(dataDir)).length > 0)
    throw new Error(
      `${dataDir} is not empty. Move it away first, or set ASTROCAL_DATA_DIR to a new directory.`,
    );
  const draft = path.join(dataDir, 'unfinished-restore');
  try {
    await mkdir(draft, { mode: 0o700 });
    await tar(['-xzf', '-', '-o', '-C', draft], { input });
    await makePrivate(draft); // backups of a directory that was open to others
    if (!existsSync(path.join(draft, mark))) throw new Error(`${file} is not a backup of a data directory.`);
    await beginEpoch(path.join(draft, 'database'));
    // The database first: without the others beside it, a server refuses to start instead of beginning anew.
    for (const name of (await readdir(draft)).sort((a) => (a === 'database' ? -1 : 1)))
      await rename(path.join(draft, name), path.join(dataDir, name));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function beginEpoch(directory: string): Promise<void> {
  const database = await openEmbeddedDatabase({ dataDir: directory, logger: console });
  try {
    await database.inTransaction((tx) => writeEpoch(tx, newEpoch()));
  } finally {
    await database.close();
  }
}

function embeddedDirectory({ dataDir, databaseUrl }: Place): string {
  if (databaseUrl !== null)
    throw new Error('DATABASE_URL is set: the data is in PostgreSQL. Use pg_dump and pg_restore for it.');
  return path.resolve(dataDir);
}

async function tar(
  args: readonly string[],
  { input, output }: { readonly input?: FileHandle; readonly output?: FileHandle },
): Promise<void> {
  const child = spawn('tar', args, { stdio: [input?.fd ?? 'ignore', output?.fd ?? 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`tar ended with ${code}.`);
}
