import { chmod, lstat, readdir, readFile, realpath, rename, rm, rmdir, statfs } from 'node:fs/promises';
import path from 'node:path';

/** The PostgreSQL that this release of PGlite is; it reads a directory of the same major version only. */
export const embeddedMajorVersion = '18';

/** What PostgreSQL keeps in every directory of its own, and nobody else has a file of that name. */
const mark = 'PG_VERSION';

/**
 * Whether there is nothing yet: no directory, or an empty one. Throws where the directory holds something that is no
 * database of this release, since a new one made there would hide what was in it.
 */
export async function isUnmade(directory: string): Promise<boolean> {
  const names = await readdir(directory).catch(nothingWhenMissing);
  if (names.length === 0) return true;
  if (!names.includes(mark))
    throw new Error(
      `${directory} is not empty, and holds no whole database: its file ${mark} is missing. Nothing was changed. ` +
        'Restore a backup, or move the directory away to begin anew.',
    );
  const version = (await readFile(path.join(directory, mark), 'utf8')).trim();
  if (version !== embeddedMajorVersion)
    throw new Error(
      `Data directory ${directory} was written by PostgreSQL ${version}; this release embeds ` +
        `PostgreSQL ${embeddedMajorVersion} and cannot read it. Start the release that wrote it.`,
    );
  return false;
}

/**
 * Has `make` fill a directory beside this one, and gives it this one's name when it is whole: who is killed in between
 * leaves nothing that looks like a database. The caller holds the directory's lock.
 */
export async function makeWhole(directory: string, make: (draft: string) => Promise<void>): Promise<void> {
  const real = await realpath(directory).catch(() => path.resolve(directory));
  const draft = `${real}.new`;
  await rm(draft, { recursive: true, force: true });
  await make(draft);
  await makePrivate(draft);
  await rmdir(real).catch(nothingWhenMissing); // an empty one, by `isUnmade`
  await rename(draft, real);
}

/** Leaves what lies under a path to its owner alone. PGlite gives the files of a new database to everybody. */
export async function makePrivate(place: string): Promise<void> {
  const found = await lstat(place);
  if (found.isSymbolicLink()) return;
  const { mode } = found;
  if ((mode & 0o077) !== 0) await chmod(place, mode & 0o700);
  if (!found.isDirectory()) return;
  for (const name of await readdir(place)) await makePrivate(path.join(place, name));
}

/** What to do about files that PostgreSQL cannot read. */
export const damagedFiles = (directory: string): string =>
  `The database in ${directory} cannot be opened: its files are damaged, or some are missing. ` +
  'Move the whole data directory away (keep it: more may be saved from it), and restore a backup of it: ' +
  'npm run restore -- <file>.';

/** What to do about a disk that has no room. */
export const fullDisk = (directory: string): string =>
  `The disk of ${directory} is full. Make some room, and start again.`;

/** The least that a start writes. */
const startBytes = 2 ** 20;

/** Whether there is less room at `directory` than a start needs. */
export async function isDiskFull(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize < startBytes;
}

function nothingWhenMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}
