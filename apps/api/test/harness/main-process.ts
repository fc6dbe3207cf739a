import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** `main.ts` as a process of its own, as `npm start` runs it. */
export interface MainProcess {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  /** What it has printed so far, on both outputs. */
  output(): string;
  /** Resolves, with the milliseconds since the start, when it has printed the sentence; fails when it ends before. */
  said(sentence?: string): Promise<number>;
  /** Sends the signal, if any; resolves with the exit code when it has ended and everything it printed is read. */
  ended(signal?: NodeJS.Signals): Promise<number | null>;
}

export type Environment = Readonly<Record<string, string>>;

const running: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of running) await end();
});

/** Starts it in `directory` with nothing of this process's environment but `environment` and a free port. */
export async function startMain(directory: string, environment: Environment = {}): Promise<MainProcess> {
  const port = Number(environment.PORT ?? (await freePort()));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [main], {
    cwd: directory,
    env: { PORT: String(port), TZ: 'UTC', ...environment }, // the hours of Test Event: alike on every machine
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const printing = new EventEmitter();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      printing.emit('more');
    });
  const closed = once(child, 'close') as Promise<[number | null]>;
  running.push(() => {
    child.kill('SIGKILL');
    return closed;
  });
  return {
    pid: child.pid as number,
    port,
    url: `http://127.0.0.1:${port}`,
    output: () => printed,
    async said(sentence = 'Astrocal is ready') {
      while (!printed.includes(sentence)) {
        const isOver = await Promise.race([closed, once(printing, 'more').then(() => null)]);
        if (isOver) throw new Error(`It ended before "${sentence}":\n${printed}`);
      }
      return performance.now() - startedAt;
    },
    async ended(signal) {
      if (signal) child.kill(signal);
      return (await closed)[0];
    },
  };
}

/** A directory that is removed after the file. */
export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'astrocal-start-'));
  running.push(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Below the ports that the kernel hands out for outgoing connections, which could take it before it is used. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const server = net.createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}

/** The commands that a text shows, as one would paste them: a line and those it is continued on. */
export const commandsIn = (text: string): string[] => text.match(/^curl (?:.*\\\n)*.*$/gm) ?? [];
