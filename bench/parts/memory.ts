import { setTimeout as pause } from 'node:timers/promises';
import { type DatabaseKind, emptyDatabase } from '../databases.ts';
import { type Figure, type Measured, median } from '../figure.ts';
import { residentMemory, type ServerProcess, startServer } from '../processes.ts';
import type { Closable, PartContext, Settings } from '../settings.ts';
import { startApi } from '../subjects/api-server.ts';

/** What an idle server holds and how long it takes to be ready, on both databases, beside a bare node:http. */
export async function memory({ settings, postgres }: PartContext): Promise<Figure[]> {
  const floorServer = {
    script: 'bench/floors/slot-server.ts',
    environment: { NOW: String(settings.now) },
    readyPath: '/',
  };
  const floor = await observe(settings, async () => ({
    start: () => startServer(floorServer),
    close: async () => undefined,
  }));
  const onDatabase = (kind: DatabaseKind) =>
    observe(settings, async () => {
      const database = await emptyDatabase(kind, postgres);
      return { start: () => startApi(database), close: database.close };
    });
  const onPostgres = await onDatabase('postgres');
  const onEmbedded = await onDatabase('embedded');

  const row = (
    unit: 'ms' | 'MB',
    name: string,
    values: readonly number[],
    beside: readonly number[],
    note?: string,
  ): Figure[] => {
    if (values.length === 0) return []; // the system does not tell
    const subject: Measured = { name, value: median(values) };
    const measuredFloor: Measured = { name: 'bare node:http', value: median(beside) };
    const ratio = subject.value / measuredFloor.value;
    return [{ unit, subject, floor: measuredFloor, ratio, ...(note !== undefined && { note }) }];
  };
  return [
    ...row('MB', 'memory, PostgreSQL', onPostgres.memory, floor.memory, 'of our process only'),
    ...row('MB', 'memory, PGlite', onEmbedded.memory, floor.memory, 'with the whole database in it'),
    ...row('ms', 'first start, PostgreSQL', onPostgres.firstMs, floor.laterMs, 'makes the tables'),
    ...row('ms', 'later start, PostgreSQL', onPostgres.laterMs, floor.laterMs),
    ...row('ms', 'first start, PGlite', onEmbedded.firstMs, floor.laterMs, 'makes the database'),
    ...row('ms', 'later start, PGlite', onEmbedded.laterMs, floor.laterMs),
  ];
}

interface Startable extends Closable {
  start(): Promise<ServerProcess>;
}

interface Observed {
  readonly firstMs: number[];
  readonly laterMs: number[];
  readonly memory: number[];
}

/** Starts each new server twice, and reads its memory some seconds after it was ready again. */
async function observe({ starts, idleSeconds }: Settings, make: () => Promise<Startable>): Promise<Observed> {
  const observed: Observed = { firstMs: [], laterMs: [], memory: [] };
  for (let i = 0; i < starts; i++) {
    const made = await make();
    try {
      const first = await made.start();
      observed.firstMs.push(first.readyMs);
      await first.close();
      const later = await made.start();
      observed.laterMs.push(later.readyMs);
      await pause(idleSeconds * 1000);
      const held = await residentMemory(later.pid);
      if (held !== undefined) observed.memory.push(held);
      await later.close();
    } finally {
      await made.close();
    }
  }
  return observed;
}
