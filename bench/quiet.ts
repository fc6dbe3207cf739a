import { setTimeout as pause } from 'node:timers/promises';
import { type Charged, type Cpu, type Times, timesOf, timesOfTree, usedCpu } from './cpu.ts';

const lookEveryMs = 250;
/** So many looks, one second, in which next to nothing was done. */
const quietLooks = 4;
/** Of the time in which a process could have run, so that one which waits for a processor is not taken for idle. */
const quietShare = 0.15;
const patienceMs = 120_000;

interface Look {
  readonly at: number;
  readonly times: readonly Times[];
  readonly cpu: Cpu;
}

/**
 * Waits until a server and its PostgreSQL have nothing left to do, whatever it was: until they have used next to no
 * processor time for a second. Returns what they had used when that second began.
 */
export async function whenQuiet(charged: Charged): Promise<Cpu> {
  const looks: Look[] = [];
  for (const startedAt = performance.now(); performance.now() - startedAt < patienceMs; ) {
    const now = await lookAt(charged);
    looks.push(now);
    const before = looks.at(-1 - quietLooks);
    if (before && isQuiet(before, now)) return before.cpu;
    await pause(lookEveryMs);
  }
  throw new Error(`The server was still at work after ${patienceMs / 1000} seconds.`);
}

async function lookAt(charged: Charged): Promise<Look> {
  const times = [await timesOf(charged.server.pid)];
  if (charged.postgres) times.push(await timesOfTree(charged.postgres.pid()));
  return { at: performance.now(), times, cpu: await usedCpu(charged) };
}

const isQuiet = (before: Look, now: Look): boolean =>
  now.times.every(({ ran, waited }, i) => {
    const earlier = before.times[i] as Times;
    const couldRun = now.at - before.at - (waited - earlier.waited);
    return ran - earlier.ran < couldRun * quietShare;
  });
