import { readFile } from 'node:fs/promises';
import { type Measured, median } from './figure.ts';
import type { LoadJob, LoadResult, SlotsBooked } from './load/job.ts';
import { runScript, type ServerProcess } from './processes.ts';
import type { Settings } from './settings.ts';

/** A server under load, one of several that are measured in turn. */
export interface Contender {
  readonly name: string;
  readonly server: Pick<ServerProcess, 'url' | 'pid'>;
  readonly goals: LoadJob['goals'];
  readonly ask: LoadJob['ask'];
  /** The status of every answer; any other one fails the run. */
  readonly status: number;
}

/** What one contender did in one round. */
export interface Sample {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the server's process, for one answer; not a number where the system does not tell. */
  readonly cpuMs: number;
  readonly answers: number;
}

/**
 * Puts each contender under load in every round, beginning with another one each time, so that a busy moment of the
 * machine or a table that has grown does not always meet the same. A warm-up that is not counted comes first.
 */
export async function runRounds<Name extends string>(
  contenders: Record<Name, Contender>,
  settings: Settings,
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(contenders) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Sample[]>;
  const used = new Map<Name, number>();
  const load = async (name: Name, seconds: number) => {
    const { sample, usedNow } = await putUnderLoad(contenders[name], {
      connections: settings.connections,
      seconds,
      used: used.get(name) ?? 0,
    });
    used.set(name, usedNow);
    return sample;
  };
  for (const name of names) await load(name, settings.warmUpSeconds);
  for (let round = 0; round < settings.httpRounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)])
      samples[name].push(await load(name, settings.roundSeconds));
  }
  return samples;
}

interface Load {
  readonly connections: number;
  readonly seconds: number;
  /** Slots that earlier loads have booked. */
  readonly used: number;
}

async function putUnderLoad(
  { name, server, goals, ask, status }: Contender,
  { connections, seconds, used }: Load,
): Promise<{ sample: Sample; usedNow: number }> {
  const askNow: SlotsBooked | typeof ask = ask.kind === 'bookings' ? { ...ask, used } : ask;
  const job: LoadJob = { url: server.url, connections, seconds, goals, ask: askNow };
  const cpuBefore = await cpuTimeMs(server.pid);
  const result: LoadResult = JSON.parse(await runScript('bench/load/generate.ts', JSON.stringify(job)));
  const cpuAfter = await cpuTimeMs(server.pid);
  const answers = result.statuses[status] ?? 0;
  const others = Object.entries(result.statuses).filter(([each]) => each !== String(status));
  if (answers === 0 || others.length > 0 || result.errors > 0)
    throw new Error(
      `${name}: every answer must be ${status}, but there were ${JSON.stringify(result.statuses)} and ` +
        `${result.errors} errors.`,
    );
  const sample = {
    perSecond: answers / result.seconds,
    ...result.latency,
    cpuMs: (cpuAfter - cpuBefore) / answers,
    answers,
  };
  return { sample, usedNow: result.used };
}

/** The kernel counts the time of processes in hundredths of a second, whatever its own clock is. */
const tickMs = 10;

/** What the process has used of the processors, in its own code and in the kernel's. */
export async function cpuTimeMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the name in parentheses, which may hold anything; user and system time are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}

/** The medians of what a contender did. */
export function summary({ name }: Contender, samples: readonly Sample[]): Measured {
  const of = (value: (sample: Sample) => number) => median(samples.map(value));
  const cpuMs = of((sample) => sample.cpuMs);
  return {
    name,
    value: of((sample) => sample.perSecond),
    latency: { p50: of((sample) => sample.p50), p99: of((sample) => sample.p99) },
    ...(Number.isFinite(cpuMs) && { cpuMs }),
  };
}
