import { compileHours } from '../../packages/scheduling/src/index.ts';
import { type Figure, median, medianRatio, type Target } from '../figure.ts';
import { inMinutes, integerSlots } from '../floors/integer-slots.ts';
import { stockDateSlots } from '../floors/stock-date-slots.ts';
import { nextYear, type ScenarioSize, scenario } from '../scenario.ts';
import type { PartContext, Settings } from '../settings.ts';
import { askEngine, engineSlots, hoursInput } from '../subjects/engine.ts';

type Work = () => unknown;

/** The engine in this process, beside the same work done without it. */
export async function engine({ settings }: Pick<PartContext, 'settings'>): Promise<Figure[]> {
  const year = nextYear(settings.now);
  const many = { bookings: 500, inARow: 10 };
  const long = { days: 90, bookings: 150 };
  const ask = (size?: ScenarioSize, hosts?: number): Work => {
    const asked = askEngine(scenario(year, size), hosts);
    return () => engineSlots(asked);
  };
  const stockDate = (size?: ScenarioSize): Work => {
    const asked = scenario(year, size);
    return () => stockDateSlots(asked);
  };
  const integers = inMinutes(scenario(year));
  refuseDifference('50 bookings', ask(), stockDate());
  refuseDifference('500 bookings', ask(many), stockDate(many));
  const works = {
    engine: ask(),
    stockDate: stockDate(),
    integers: () => integerSlots(integers),
    engineMany: ask(many),
    stockDateMany: stockDate(many),
    tenHosts: ask({}, 10),
    ninetyDays: ask(long),
    hours: () => compileHours(hoursInput),
  };
  const times = measureByTurns(works, settings);

  const names: Record<keyof typeof works, string> = {
    engine: '30 days, 50 bookings',
    stockDate: 'stock `Date` strings',
    integers: 'integers, no text',
    engineMany: '30 days, 500 bookings',
    stockDateMany: 'stock `Date` strings',
    tenHosts: '10 hosts, 30 days, 50 bookings each',
    ninetyDays: '90 days, 150 bookings',
    hours: 'compiling the weekly hours',
  };
  const measured = (work: keyof typeof works) => ({ name: names[work], value: median(times[work]) });
  const compare = (subject: keyof typeof works, floor: keyof typeof works, target?: Target): Figure => ({
    unit: 'ms',
    subject: measured(subject),
    floor: measured(floor),
    ratio: medianRatio(times[subject], times[floor]),
    ...(target && { target }),
  });
  return [
    compare('engine', 'stockDate', { atMost: 1.5 }),
    compare('engine', 'integers'),
    compare('engineMany', 'stockDateMany', { atMost: 1.5 }),
    compare('engineMany', 'engine', { atMost: 1.1 }),
    compare('tenHosts', 'engine', { atMost: 10 }),
    compare('ninetyDays', 'engine', { atMost: 3.3 }),
    {
      unit: 'ms',
      subject: measured('hours'),
      note: 'is not in the rows above; a server does it for each answer',
    },
  ];
}

/** A floor that did other work would be no floor. */
function refuseDifference(what: string, subject: Work, floor: Work): void {
  if (subject() !== floor()) throw new Error(`With ${what} the floor's slots are not those of the engine.`);
}

/** A turn of every work takes about this long, so that a busy moment of the machine is as likely to meet each. */
const turnMs = 1;

/** Milliseconds a call, for each work and round. The works take turns. */
function measureByTurns<Name extends string>(
  works: Record<Name, Work>,
  { engineWarmUpCalls, engineRounds }: Settings,
): Record<Name, number[]> {
  const entries = (Object.entries(works) as [Name, Work][]).map(([name, work]) => {
    timeOf(work, engineWarmUpCalls);
    return { name, work, calls: Math.ceil(turnMs / timeOf(work, engineWarmUpCalls)) };
  });
  const times = Object.fromEntries(entries.map(({ name }) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < engineRounds; round++)
    for (const { name, work, calls } of entries) times[name].push(timeOf(work, calls));
  return times;
}

function timeOf(work: Work, calls: number): number {
  const started = performance.now();
  for (let call = 0; call < calls; call++) work();
  return (performance.now() - started) / calls;
}
