import { setTimeout as pause } from 'node:timers/promises';
import { type Checkout, thisCheckout } from '../checkout.ts';
import { type Charged, type Cpu, difference, medianCpu, perOne, total, usedCpu } from '../cpu.ts';
import type { DatabaseKind } from '../databases.ts';
import { type Figure, type Measured, median, type Target, type Unit } from '../figure.ts';
import { startBenchPostgres } from '../postgres.ts';
import { residentMemory, type ServerProcess, startServer } from '../processes.ts';
import type { Closable, PartContext, Settings } from '../settings.ts';
import { startApi } from '../subjects/api-server.ts';

/** What an idle server holds and uses and how long it takes to be ready, on both databases, beside a bare node:http. */
export async function memory(context: PartContext): Promise<Figure[]> {
  const { settings, beside } = context;
  const floorServer = {
    script: 'bench/floors/slot-server.ts',
    environment: { NOW: String(settings.now) },
    readyPath: '/',
  };
  const floor = await observe(settings, 'bare node:http', async () => ({
    start: () => startServer(floorServer),
    close: async () => undefined,
  }));
  const onPostgres = await observeApi(context, 'postgres', thisCheckout);
  const onEmbedded = await observeApi(context, 'embedded', thisCheckout);
  const earlier = beside && [
    { now: onPostgres, before: await observeApi(context, 'postgres', beside) },
    { now: onEmbedded, before: await observeApi(context, 'embedded', beside) },
  ];
  return [
    ...row(memoryHeld, onPostgres, floor, { note: 'of our process only' }),
    ...row(memoryHeld, onEmbedded, floor, { note: 'with the whole database in it' }),
    ...row(firstStart, onPostgres, floor, { note: 'makes the tables' }),
    ...row(laterStart, onPostgres, floor),
    ...row(firstStart, onEmbedded, floor, { note: 'makes the database' }),
    ...row(laterStart, onEmbedded, floor),
    ...row(idle, onPostgres, undefined, sidesOf(onPostgres)),
    ...row(idle, onEmbedded),
    ...(earlier ?? []).flatMap(({ now, before }) => [
      ...row(memoryHeld, now, before),
      ...row(laterStart, now, before),
      ...row(idle, now, before, { target: { atMost: 0.1 }, ...sidesOf(before) }),
    ]),
  ];
}

interface Observed {
  readonly name: string;
  readonly firstMs: number[];
  readonly laterMs: number[];
  readonly memory: number[];
  /** Milliseconds in a second. */
  readonly idle: Cpu[];
}

interface Value {
  readonly unit: Unit;
  readonly what: string;
  readonly of: (observed: Observed) => readonly number[];
}

const memoryHeld: Value = { unit: 'MB', what: 'memory', of: (observed) => observed.memory };
const firstStart: Value = { unit: 'ms', what: 'first start', of: ({ firstMs }) => firstMs };
const laterStart: Value = { unit: 'ms', what: 'later start', of: ({ laterMs }) => laterMs };
const idle: Value = {
  unit: 'ms/s',
  what: 'idle, CPU of both sides',
  of: (observed) => observed.idle.map(total),
};

/** No row where the system does not tell. */
function row(
  { unit, what, of }: Value,
  subject: Observed,
  floor?: Observed,
  said: { readonly note?: string; readonly target?: Target } = {},
): Figure[] {
  const measured = (observed: Observed): Measured => ({ name: observed.name, value: median(of(observed)) });
  const value = median(of(subject));
  if (!Number.isFinite(value)) return [];
  return [
    {
      unit,
      subject: { name: `${what}, ${subject.name}`, value },
      ...(floor && { floor: measured(floor), ratio: value / measured(floor).value }),
      ...said,
    },
  ];
}

function sidesOf({ name, idle: samples }: Observed): { readonly note?: string } {
  const { server, database } = medianCpu(samples) ?? {};
  if (server === undefined || database === undefined) return {};
  return { note: `${name}: the server ${server.toFixed(1)}, PostgreSQL ${database.toFixed(1)}` };
}

interface Startable extends Closable, Pick<Charged, 'postgres'> {
  start(): Promise<ServerProcess>;
}

async function observeApi(
  { settings, postgres: any, keep }: PartContext,
  kind: DatabaseKind,
  checkout: Checkout,
): Promise<Observed> {
  const kindName = kind === 'postgres' ? 'PostgreSQL' : 'PGlite';
  const name = checkout === thisCheckout ? kindName : checkout.name;
  // Its own, so that whatever it uses is this server's doing.
  const postgres = kind === 'postgres' ? await keep(startBenchPostgres()) : undefined;
  return observe(settings, name, async () => {
    const database = await checkout.databases.emptyDatabase(kind, postgres ?? any);
    const start = () => startApi(database, {}, checkout);
    return { start, close: database.close, ...(postgres && { postgres }) };
  });
}

/** Starts each new server twice, and looks at it some seconds after it was ready again. */
async function observe(
  { starts, idleSeconds }: Settings,
  name: string,
  make: () => Promise<Startable>,
): Promise<Observed> {
  const observed: Observed = { name, firstMs: [], laterMs: [], memory: [], idle: [] };
  for (let i = 0; i < starts; i++) {
    const { start, close, postgres } = await make();
    try {
      const first = await start();
      observed.firstMs.push(first.readyMs);
      await first.close();
      const server = await start();
      observed.laterMs.push(server.readyMs);
      await pause(idleSeconds * 1000);
      const held = await residentMemory(server.pid);
      if (held !== undefined) observed.memory.push(held);
      const charged = { server, ...(postgres && { postgres }) };
      const before = await usedCpu(charged);
      const since = performance.now();
      await pause(idleSeconds * 1000);
      const after = await usedCpu(charged);
      observed.idle.push(perOne(difference(after, before), (performance.now() - since) / 1000));
      await server.close();
    } finally {
      await close();
    }
  }
  return observed;
}
