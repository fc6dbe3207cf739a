import { type Charged, type Cpu, difference, medianCpu, perOne, usedCpu } from './cpu.ts';
import { type Measured, median } from './figure.ts';
import type { LoadJob, LoadResult, SlotsBooked } from './load/job.ts';
import { runScript, type ServerProcess } from './processes.ts';
import type { Settings } from './settings.ts';

/** A server under load, one of several that are measured in turn. */
export interface Contender extends Charged {
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
  /** For one answer. */
  readonly cpu: Cpu;
  readonly answers: number;
}

/** What each contender did, round by round. */
export type Samples = ReadonlyMap<Contender, readonly Sample[]>;

/**
 * Puts each contender under load in every round, in turns, so that a busy moment of the machine or a table that has
 * grown does not always meet the same. A warm-up that is not counted comes first.
 */
export async function runRounds(
  contenders: readonly Contender[],
  { connections, httpRounds, roundSeconds, warmUpSeconds }: Settings,
): Promise<Samples> {
  const samples = new Map<Contender, Sample[]>(contenders.map((each) => [each, []]));
  const usedBy = new Map<Contender, number>();
  const load = async (contender: Contender, seconds: number): Promise<Sample> => {
    const before = await usedCpu(contender);
    const used = usedBy.get(contender) ?? 0;
    const { answers, result } = await putUnderLoad(contender, { connections, until: { seconds }, used });
    const cpu = perOne(difference(await usedCpu(contender), before), answers);
    usedBy.set(contender, result.used);
    return { perSecond: answers / result.seconds, ...result.latency, cpu, answers };
  };
  for (const each of contenders) await load(each, warmUpSeconds);
  await takeTurns(contenders, httpRounds, async (each) => {
    samples.get(each)?.push(await load(each, roundSeconds));
  });
  return samples;
}

/** Has every one measured in every round, beginning with another one each time. */
export async function takeTurns<Name>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) await measure(name);
  }
}

interface Load extends Pick<LoadJob, 'connections' | 'until'> {
  /** Slots that earlier loads have booked. */
  readonly used: number;
}

/** Lets the load generator at a contender. Throws when one answer has another status than it must have. */
export async function putUnderLoad(
  { name, server, goals, ask, status }: Contender,
  { connections, until, used }: Load,
): Promise<{ readonly answers: number; readonly result: LoadResult }> {
  const askNow: SlotsBooked | typeof ask = ask.kind === 'bookings' ? { ...ask, used } : ask;
  const job: LoadJob = { url: server.url, connections, until, goals, ask: askNow };
  const result: LoadResult = JSON.parse(await runScript('bench/load/generate.ts', JSON.stringify(job)));
  const answers = result.statuses[status] ?? 0;
  const others = Object.entries(result.statuses).filter(([each]) => each !== String(status));
  if (answers === 0 || others.length > 0 || result.errors > 0)
    throw new Error(
      `${name}: every answer must be ${status}, but there were ${JSON.stringify(result.statuses)} and ` +
        `${result.errors} errors.`,
    );
  return { answers, result };
}

/** The medians of what a contender did. */
export function summary({ name }: Contender, samples: readonly Sample[]): Measured {
  const of = (value: (sample: Sample) => number) => median(samples.map(value));
  const cpu = medianCpu(samples.map((sample) => sample.cpu));
  return {
    name,
    value: of((sample) => sample.perSecond),
    latency: { p50: of((sample) => sample.p50), p99: of((sample) => sample.p99) },
    ...(cpu && { cpu }),
  };
}
