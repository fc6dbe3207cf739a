import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asServerUser, postgresBinaries } from './binaries.ts';

export { asServerUser } from './binaries.ts';

import { holdServer } from './holder.ts';

export interface TestPostgres {
  /** Folder of the unix socket; the server listens nowhere else. */
  readonly host: string;
  /** Its first process, the parent of all others; another one after `restart`. */
  pid(): number;
  /** Connection string of a database on this server, as its superuser. `postgres` always exists. */
  url(database: string): string;
  /**
   * Ends the server as a crash would (SIGKILL) and resolves when none of its processes is left. With the id of one of
   * its processes it kills that one only: then the server ends all others and recovers by itself.
   */
  kill(backendPid?: number): Promise<void>;
  /** Starts a killed server again on its data; resolves when it has recovered. */
  restart(): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /**
   * Write commits to disk before answering them, as production does: for tests that kill the server.
   * Without it nothing is flushed, which is several times faster and survives no crash.
   */
  readonly durable?: boolean;
  /** Where its own folder is made; the system's folder for temporary files unless told. */
  readonly parent?: string;
  /** Settings of its own, as `name=value`. */
  readonly settings?: readonly string[];
  /** The folder with `initdb` and `postgres` of another version; unless told, those of the package. */
  readonly binaries?: string;
}

const fastAndForgetful = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * Starts a PostgreSQL server of its own in a temporary folder, also under root and without a network port.
 * Throws with the server's own words when it does not come up.
 */
export async function startPostgres({
  durable = false,
  parent = tmpdir(),
  settings = [],
  binaries = postgresBinaries(),
}: StartOptions = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(parent, 'astrocal-pg-'));
  const data = path.join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (asServerUser.uid !== undefined && asServerUser.gid !== undefined) {
    chownSync(folder, asServerUser.uid, asServerUser.gid);
    chownSync(data, asServerUser.uid, asServerUser.gid);
  }
  initialize(path.join(binaries, 'initdb'), data);

  const server = [
    ...[path.join(binaries, 'postgres'), '-D', data, '-k', folder],
    ...['-c', 'listen_addresses=', '-c', 'max_connections=200'],
    ...(durable ? [] : fastAndForgetful),
    ...settings.flatMap((each) => ['-c', each]),
  ];
  const holder = holdServer(folder, server);
  await holder.start();
  return {
    host: folder,
    pid: () => Number.parseInt(readFileSync(path.join(data, 'postmaster.pid'), 'utf8'), 10),
    url: (database) => `postgres://postgres@/${database}?host=${encodeURIComponent(folder)}`,
    kill: holder.kill,
    restart: holder.start,
    stop: holder.stop,
  };
}

function initialize(initdb: string, data: string): void {
  const settings = [
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  execFileSync(initdb, ['-D', data, ...settings], {
    ...asServerUser,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
