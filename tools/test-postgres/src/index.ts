import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asServerUser, postgresBinaries } from './binaries.ts';

export interface TestPostgres {
  /** Folder of the unix socket; the server listens nowhere else. */
  readonly host: string;
  /** Connection string of a database on this server, as its superuser. `postgres` always exists. */
  url(database: string): string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /**
   * Write commits to disk before answering them, as production does: for tests that kill the server.
   * Without it nothing is flushed, which is several times faster and survives no crash.
   */
  readonly durable?: boolean;
}

const fastAndForgetful = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/**
 * The server is the child of a shell that reads our end of a pipe. When that closes, by `stop` or because this
 * process was killed with -9, the shell ends the server and removes the folder: nothing can be left behind.
 */
const untilPipeCloses = `
  dir=$1; shift
  trap "" INT TERM
  "$@" & server=$!
  cat >/dev/null
  kill -INT $server
  wait $server
  rm -rf "$dir"
`;

/**
 * Starts a PostgreSQL server of its own in a temporary folder, also under root and without a network port.
 * Throws with the server's own words when it does not come up.
 */
export async function startPostgres({ durable = false }: StartOptions = {}): Promise<TestPostgres> {
  const binaries = postgresBinaries();
  const folder = mkdtempSync(path.join(tmpdir(), 'astrocal-pg-'));
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
  ];
  const shell = spawn('/bin/sh', ['-c', untilPipeCloses, 'sh', folder, ...server], {
    ...asServerUser,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const gone = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  await ready(shell);

  return {
    host: folder,
    url: (database) => `postgres://postgres@/${database}?host=${encodeURIComponent(folder)}`,
    async stop() {
      shell.stdin?.end();
      await gone;
    },
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

async function ready(shell: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    shell.stderr?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready to accept connections')) resolve();
    });
    shell.once('error', reject);
    shell.once('exit', (code) =>
      reject(new Error(`PostgreSQL ended with ${code} before it was ready.\n${said}`)),
    );
  });
  shell.stderr?.removeAllListeners('data');
  shell.stderr?.resume(); // a full pipe would stop the server at its next log line
}
