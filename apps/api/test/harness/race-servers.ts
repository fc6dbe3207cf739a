import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PlanName } from '@astrocal/contract';
import type { RaceSettings } from './race-settings.ts';

const script = fileURLToPath(new URL('./race-server.ts', import.meta.url));

/** A whole API in a process of its own. */
export interface RaceServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** Resolves when the settings hold. */
  tell(settings: RaceSettings): Promise<void>;
  /** Ends it as a loss of power would (SIGKILL). */
  kill(): Promise<void>;
  /** Lets it finish and close its connections. Does nothing to one that has ended. */
  stop(): Promise<void>;
}

/** Starts a server process on the database at `databaseUrl`, with a clock that stands at `now`. */
export async function startRaceServer(
  databaseUrl: string,
  now: number,
  plan: PlanName = 'unlimited',
): Promise<RaceServer> {
  const child = spawn(process.execPath, [script, databaseUrl, String(now), plan], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await firstMessage(child);
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  return {
    url: `http://127.0.0.1:${port}`,
    async tell(settings) {
      const applied = once(child, 'message');
      child.send(settings);
      await applied;
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    async stop() {
      if (ended()) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

async function firstMessage(child: ChildProcess): Promise<unknown> {
  const gaveUp = new AbortController();
  child.once('exit', () => gaveUp.abort(new Error('The race server ended before it listened.')));
  const [message] = await once(child, 'message', { signal: gaveUp.signal });
  return message;
}
