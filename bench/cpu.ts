import { readdir, readFile } from 'node:fs/promises';
import type { TestPostgres } from '@astrocal/test-postgres';
import { median } from './figure.ts';

/** Milliseconds of processor time; not a number where the system does not tell. */
export interface Cpu {
  /** Of the server's process. */
  readonly server: number;
  /** Of all processes of the PostgreSQL that it works on; absent where it works on none. */
  readonly database?: number;
}

/** What is charged for the work of a server. */
export interface Charged {
  readonly server: { readonly pid: number };
  readonly postgres?: Pick<TestPostgres, 'pid'>;
}

/** What they have used since they were started. */
export async function usedCpu({ server, postgres }: Charged): Promise<Cpu> {
  const ofServer = (await timesOf(server.pid)).ran;
  if (!postgres) return { server: ofServer };
  const tree = await timesOfTree(postgres.pid());
  return { server: ofServer, database: tree.ran };
}

export const difference = (after: Cpu, before: Cpu): Cpu => ({
  server: after.server - before.server,
  ...(after.database !== undefined && { database: after.database - (before.database ?? 0) }),
});

export const perOne = ({ server, database }: Cpu, count: number): Cpu => ({
  server: server / count,
  ...(database !== undefined && { database: database / count }),
});

export const total = ({ server, database = 0 }: Cpu): number => server + database;

/** The medians of both sides; undefined where the system does not tell. */
export function medianCpu(samples: readonly Cpu[]): Cpu | undefined {
  const server = median(samples.map((sample) => sample.server));
  if (!Number.isFinite(server)) return undefined;
  if (samples[0]?.database === undefined) return { server };
  return { server, database: median(samples.map(({ database = Number.NaN }) => database)) };
}

/** In milliseconds. */
export interface Times {
  readonly ran: number;
  /** It could have run, but others had the processors. */
  readonly waited: number;
}

const nsPerMs = 1e6;

/** Of a process with its threads, to the nanosecond as the scheduler counts it. */
export async function timesOf(pid: number): Promise<Times> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const texts = await Promise.all(threads.map((each) => textOf(`/proc/${pid}/task/${each}/schedstat`)));
  const told = texts.filter((text) => text !== '').map((text) => text.split(' ').map(Number));
  if (told.length === 0) return { ran: Number.NaN, waited: Number.NaN };
  return { ran: sumOf(told, 0) / nsPerMs, waited: sumOf(told, 1) / nsPerMs };
}

/** The kernel counts the time of children that have ended in hundredths of a second, whatever its own clock is. */
const tickMs = 10;

/** Of a process and its children, those that have ended too. */
export async function timesOfTree(pid: number): Promise<Times> {
  const children = (await textOf(`/proc/${pid}/task/${pid}/children`)).split(' ').filter(Boolean).map(Number);
  const own = await timesOf(pid);
  const living = (await Promise.all(children.map(timesOf))).filter(({ ran }) => !Number.isNaN(ran));
  // The second field is the name in parentheses, which may hold anything; those of ended children are the 16th and 17th.
  const stat = await textOf(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ended = (Number(fields[13]) + Number(fields[14])) * tickMs;
  const sum = (of: keyof Times) => [own, ...living].reduce((all, each) => all + each[of], 0);
  return { ran: sum('ran') + ended, waited: sum('waited') };
}

const textOf = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

const sumOf = (rows: readonly number[][], column: number): number =>
  rows.reduce((sum, row) => sum + (row[column] as number), 0);
