import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** From its spawning to its first good answer. */
  readonly readyMs: number;
  /** Ends it, and waits until it has ended. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly script: string;
  /** Where the script is: the root of this repository unless told. */
  readonly root?: string;
  /** All of its environment, but for `PORT`. */
  readonly environment: Readonly<Record<string, string>>;
  /** What answers 200 once the server is ready. */
  readonly readyPath: string;
}

export const repository = path.resolve(import.meta.dirname, '..');
const startTimeoutMs = 120_000;
const pollEveryMs = 5;
const stopTimeoutMs = 20_000;

/** None of them outlives this process. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export async function startServer({
  script,
  root = repository,
  environment,
  readyPath,
}: ServerOptions): Promise<ServerProcess> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn(process.execPath, [path.join(root, script)], {
    env: { ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  running.add(child);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const close = async () => {
    const patience = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    if (!hasEnded()) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    clearTimeout(patience);
    running.delete(child);
  };
  const url = `http://127.0.0.1:${port}`;
  while (!(await fetch(url + readyPath).catch(() => null))?.ok) {
    if (hasEnded() || performance.now() - startedAt > startTimeoutMs) {
      await close();
      throw new Error(`${script} did not start. ${complaints.trim()}`);
    }
    await pause(pollEveryMs);
  }
  return { url, pid: child.pid as number, readyMs: performance.now() - startedAt, close };
}

/** Runs a script to its end and returns what it printed. Throws what it complained of when it fails. */
export async function runScript(script: string, argument: string): Promise<string> {
  const child = spawn(process.execPath, [path.join(repository, script)], { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints += chunk;
  });
  child.stdin.end(argument);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${script} ended with ${code}. ${complaints.trim()}`);
  return printed;
}

/** Megabytes of memory that a process holds. Undefined where the system does not tell. */
export const residentMemory = async (pid: number): Promise<number | undefined> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
};

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
