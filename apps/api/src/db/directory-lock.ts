import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, realpath } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A directory that this process alone has open. The kernel frees it when the process dies, however it dies. */
export interface DirectoryLock {
  /** Lets the next process in. */
  release(): Promise<void>;
}

const waitMs = 2_000;
const retryEveryMs = 100;
const answerTimeoutMs = 500;

/**
 * Holds `directory`, which need not be there yet, for this process, since two on one PGlite directory silently lose
 * acknowledged rows. Waits up to two seconds for a predecessor that is still closing, then throws a sentence
 * that names the process holding it.
 *
 * Linux listens on an abstract socket, Windows on a named pipe, macOS opens a file with an exclusive lock: each
 * vanishes with its process, so there is nothing stale to judge. An abstract socket belongs to its network
 * namespace: two containers that share a volume do not see each other.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const real = await realPath(directory);
  const deadline = performance.now() + waitMs;
  for (;;) {
    const lock = process.platform === 'darwin' ? await openExclusively(real) : await listen(socketOf(real));
    if (lock) return lock;
    if (performance.now() >= deadline) throw new Error(await refusal(directory, real));
    await pause(retryEveryMs);
  }
}

/** One name for one directory, before it is made and after. What it will lie in is made when missing. */
async function realPath(directory: string): Promise<string> {
  const parent = path.dirname(path.resolve(directory));
  await mkdir(parent, { recursive: true, mode: 0o700 });
  try {
    return await realpath(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return path.join(await realpath(parent), path.basename(directory));
  }
}

async function refusal(directory: string, real: string): Promise<string> {
  const pid = process.platform === 'darwin' ? undefined : await holderOf(socketOf(real));
  return (
    `Data directory ${directory} is already open in ${pid ? `process ${pid}` : 'another process'}. ` +
    'Stop that process first, or set DATABASE_URL to use a PostgreSQL server, which several processes can share.'
  );
}

function socketOf(real: string): string {
  const name = `astrocal-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : `\0${name}`;
}

/** Listens there, answering with our process id; undefined when someone else does. */
function listen(socket: string): Promise<DirectoryLock | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((connection) => {
      connection.on('error', () => connection.destroy()); // whoever asked has gone; nothing is owed to it
      connection.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    // `exclusive`: a cluster worker would otherwise share its primary's socket, and with it the lock.
    server.listen({ path: socket, exclusive: true }, () => {
      server.unref();
      resolve({ release: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}

/** The process id that the holder answers, or undefined when it is too busy to answer or has just gone. */
function holderOf(socket: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const connection = net.connect({ path: socket });
    connection.setTimeout(answerTimeoutMs, () => connection.destroy());
    connection.on('data', (chunk) => {
      answer += chunk;
    });
    connection.on('error', () => connection.destroy());
    connection.on('close', () => resolve(answer || undefined));
  });
}

/** `O_EXLOCK` of BSD and macOS, which Node's constants do not name. */
const exclusiveLock = 0x20;

async function openExclusively(real: string): Promise<DirectoryLock | undefined> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NONBLOCK | exclusiveLock;
  try {
    const file = await open(path.join(path.dirname(real), `.${path.basename(real)}.lock`), flags, 0o600);
    return { release: () => file.close() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}
