import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A server of one's own to try things on. */
export interface RunningServer {
  readonly url: string;
  readonly testKey: string;
  readonly liveKey: string;
  /** The "Test Event" that every installation is born with. */
  readonly testEventTypeId: string;
  /** Ends the server and deletes what it stored. */
  stop(): Promise<void>;
}

const main = path.resolve(import.meta.dirname, '../apps/api/src/main.ts');
const startTimeoutMs = 60_000;

/** Starts the real server on a new directory and a free port, and waits until it is ready. */
export async function startServer(): Promise<RunningServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'astrocal-example-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      // The hours of "Test Event" are in the zone of the machine: alike on every one, here.
      TZ: 'UTC',
      ASTROCAL_DATA_DIR: dataDir,
      // A receiver of webhooks on this machine may be reached.
      ASTROCAL_OUTBOUND_ALLOW: '127.0.0.1/32',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  server.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  // Where the example itself is cut short, nothing stays behind either.
  const abandon = () => {
    server.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once('exit', abandon);
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    process.off('exit', abandon);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await waitUntilReady(url, () => server.exitCode !== null);
    const credentials = JSON.parse(await readFile(path.join(dataDir, 'credentials.json'), 'utf8'));
    return {
      url,
      testKey: credentials.test_key,
      liveKey: credentials.live_key,
      testEventTypeId: credentials.test_event_type_id,
      stop,
    };
  } catch (error) {
    await stop();
    throw new Error(`The server did not start. ${complaints.trim()}`, { cause: error });
  }
}

async function waitUntilReady(url: string, hasEnded: () => boolean): Promise<void> {
  for (const until = performance.now() + startTimeoutMs; ; ) {
    const answer = await fetch(`${url}/ready`).catch(() => null);
    if (answer?.ok) return;
    if (hasEnded()) throw new Error('The process has ended.');
    if (performance.now() > until) throw new Error(`It was not ready after ${startTimeoutMs / 1000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
