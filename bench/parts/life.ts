import { type Checkout, thisCheckout } from '../checkout.ts';
import { medianCpu, total } from '../cpu.ts';
import { type Figure, type Measured, median, medianRatio, type Target, type Unit } from '../figure.ts';
import { type Life, type Lived, liveInTurns } from '../lives.ts';
import { nextYear, slotMs } from '../scenario.ts';
import type { PartContext, Settings } from '../settings.ts';
import { goalsOf } from '../subjects/api-server.ts';
import { startHonestFloor } from '../subjects/honest-floor.ts';
import { type Following, type LivingServer, startLiving } from '../subjects/living-server.ts';

const names: Record<Following, string> = {
  untold: 'PostgreSQL',
  told: 'PostgreSQL, one webhook and SMTP',
  embedded: 'PGlite',
};
const followings = Object.keys(names) as Following[];

/** As many at a time as in the budget that the tests keep. */
const connectionsWhenTold = 8;

/** Bookings with all that follows from them, until the server has nothing left to do. */
export async function life(context: PartContext): Promise<Figure[]> {
  const { settings, postgres, beside } = context;
  const honest = await startHonestFloor(context);
  const floor: Lived = {
    ...bookingOn({ ...honest, postgres }, settings),
    name: honest.name,
    connections: settings.connections,
  };
  const living: LivingServer[] = [];
  const start = async (following: Following, checkout: Checkout): Promise<Lived> => {
    const server = await startLiving(context, following, checkout);
    living.push(server);
    return {
      ...bookingOn(server, settings),
      name: checkout === thisCheckout ? names[following] : checkout.name,
      connections: following === 'told' ? connectionsWhenTold : settings.connections,
    };
  };
  const pairs: Pair[] = [];
  for (const following of followings) {
    const subject = await start(following, thisCheckout);
    pairs.push({ following, subject, before: beside && (await start(following, beside)) });
  }
  const all = pairs.flatMap(({ subject, before }) => (before ? [subject, before] : [subject]));
  const lives = await liveInTurns([floor, ...all], settings);
  for (const each of living) await each.refuseLoss(settings.lives * (settings.httpRounds + 1));
  return pairs.flatMap((pair) => rowsOf(pair, floor, (each) => lives.get(each) ?? []));
}

const bookingOn = (
  { server, database, postgres }: Pick<LivingServer, 'server' | 'database' | 'postgres'>,
  { now }: Settings,
) => ({
  server,
  goals: goalsOf(database.organizations),
  ask: { kind: 'bookings', firstStart: Date.UTC(nextYear(now), 0, 1), slotMs, used: 0 } as const,
  status: 201,
  databaseUrl: database.url,
  ...(postgres && { postgres }),
});

interface Pair {
  readonly following: Following;
  readonly subject: Lived;
  readonly before: Lived | undefined;
}

interface Value {
  readonly unit: Unit;
  readonly what: string;
  readonly of: (life: Life) => number;
}

const cpu: Value = { unit: 'ms', what: 'CPU of both sides', of: (one) => total(one.cpu) };
const rate: Value = { unit: '/s', what: 'while the worker runs', of: ({ perSecond }) => perSecond };
const statements: Value = {
  unit: '',
  what: 'statements',
  of: ({ counts }) => counts?.statements ?? Number.NaN,
};
const commits: Value = { unit: '', what: 'commits', of: ({ counts }) => counts?.commits ?? Number.NaN };
const wal: Value = { unit: 'kB', what: 'WAL', of: ({ counts }) => counts?.walKb ?? Number.NaN };

interface Row {
  readonly value: Value;
  readonly target?: Target;
  /** Of the ratio, where another release stands beside. */
  readonly targetBeside?: Target;
}

const rows: Record<Following, readonly Row[]> = {
  untold: [
    { value: cpu, targetBeside: { atMost: 0.5 } },
    ...[rate, statements, commits, wal].map((value) => ({ value })),
  ],
  told: [
    { value: cpu },
    { value: rate },
    { value: statements, target: { valueAtMost: 25 } },
    { value: commits, target: { valueAtMost: 2 } },
    { value: wal },
  ],
  embedded: [{ value: cpu }, { value: rate, targetBeside: { atLeast: 2.5 } }],
};

function rowsOf(
  { following, subject, before }: Pair,
  floor: Lived,
  livesOf: (of: Lived) => readonly Life[],
): Figure[] {
  const measured = (each: Lived, name: string, value: Value): Measured => {
    const sides = value === cpu ? medianCpu(livesOf(each).map((one) => one.cpu)) : undefined;
    return { name, value: median(livesOf(each).map(value.of)), ...(sides && { cpu: sides }) };
  };
  const row = (value: Value, against?: Lived, target?: Target): Figure => ({
    unit: value.unit,
    subject: measured(subject, `${subject.name}: ${value.what}`, value),
    ...(against && {
      floor: measured(against, against.name, value),
      ratio: medianRatio(livesOf(subject).map(value.of), livesOf(against).map(value.of)),
    }),
    ...(target && { target }),
  });
  return [
    row(cpu, floor),
    ...rows[following]
      .filter(({ value }) => before || value !== cpu)
      .map(({ value, target, targetBeside }) => row(value, before, target ?? (before && targetBeside))),
  ];
}
