import { deepStrictEqual } from 'node:assert/strict';
import { type Checkout, thisCheckout } from '../checkout.ts';
import type { DatabaseKind } from '../databases.ts';
import type { Figure } from '../figure.ts';
import type { Goal, SlotsAsked } from '../load/job.ts';
import { type ServerProcess, startServer } from '../processes.ts';
import { type Contender, runRounds } from '../rounds.ts';
import {
  bookedEveryMinutes,
  bufferMinutes,
  closeSecond,
  firstInstant,
  isoDate,
  nextYear,
  openSecond,
  slotMinutes,
  timezone,
  workDays,
} from '../scenario.ts';
import type { PartContext } from '../settings.ts';
import { goalsOf, startApi, startLimitedApi } from '../subjects/api-server.ts';
import { compare } from './compare.ts';

export const days = 30;
const bookings = 50;

/** Runs of one server scatter so far: what is not less has not become slower. */
const asFast = { atLeast: 0.95 };

/** GET /v1/availability of the scenario over HTTP, beside node:http that does the stock-Date work. */
export async function slots({ settings, postgres, beside, keep }: PartContext): Promise<Figure[]> {
  const year = nextYear(settings.now);
  const ask = { kind: 'slots', start: isoDate(year, 1), end: isoDate(year, days), timezone } as const;
  const contender = (name: string, server: ServerProcess, goals: readonly Goal[]): Contender => ({
    name,
    server,
    goals,
    ask,
    status: 200,
  });
  const seed = (kind: DatabaseKind, checkout: Checkout) =>
    keep(checkout.databases.seededDatabase(kind, postgres, seedPlan(year, settings)));
  const startOn = async (kind: DatabaseKind, name: string, checkout: Checkout): Promise<Contender> => {
    const database = await seed(kind, checkout);
    return contender(name, await keep(startApi(database, {}, checkout)), goalsOf(database.organizations));
  };
  const floorServer = {
    script: 'bench/floors/slot-server.ts',
    environment: { NOW: String(settings.now) },
    readyPath: '/',
  };
  const database = await seed('postgres', thisCheckout);
  const goals = goalsOf(database.organizations);
  const charged = { postgres };
  const floor = contender('node:http, stock `Date`', await keep(startServer(floorServer)), goals);
  const onPostgres = { ...contender('PostgreSQL', await keep(startApi(database)), goals), ...charged };
  const limitedApi = await keep(startLimitedApi(database));
  const limited = { ...contender('PostgreSQL, plan `scale`', limitedApi, goals), ...charged };
  const embedded = await startOn('embedded', 'PGlite', thisCheckout);
  const before = beside && {
    onPostgres: { ...(await startOn('postgres', beside.name, beside)), ...charged },
    embedded: await startOn('embedded', beside.name, beside),
  };
  const contenders = [floor, onPostgres, limited, embedded, ...Object.values(before ?? {})];
  await refuseDifference(contenders, ask);
  const samples = await runRounds(contenders, settings);
  return [
    compare(samples, { subject: onPostgres, floor, target: { atLeast: 0.5 } }),
    compare(samples, { subject: embedded, floor }),
    compare(samples, { subject: limited, floor: onPostgres }),
    ...(before
      ? [
          compare(samples, { subject: onPostgres, floor: before.onPostgres, target: asFast }),
          compare(samples, { subject: embedded, floor: before.embedded, target: asFast }),
        ]
      : []),
  ];
}

/** Organizations whose one host has fifty bookings in the days that are asked for. */
export const seedPlan = (year: number, { organizations, now }: { organizations: number; now: number }) => ({
  organizations,
  now,
  eventType: {
    duration_minutes: slotMinutes,
    buffer_before_minutes: bufferMinutes,
    buffer_after_minutes: bufferMinutes,
    slot_interval_minutes: slotMinutes,
    timezone,
    weekly_hours: workDays.map((dayOfWeek) => ({
      id: `rule-${dayOfWeek}`,
      dayOfWeek,
      startSecond: openSecond,
      endSecond: closeSecond,
    })),
  },
  bookings: { each: bookings, from: firstInstant(year), everyMinutes: bookedEveryMinutes(days, bookings) },
});

/** A floor that answered other slots would be no floor. */
async function refuseDifference(contenders: readonly Contender[], ask: SlotsAsked): Promise<void> {
  const answers = await Promise.all(
    contenders.map(async ({ server, goals }) => {
      const { start, end } = ask;
      const { eventTypeId = '' } = goals[0] ?? {};
      const query = new URLSearchParams({ event_type_id: eventTypeId, start, end, timezone });
      const answer = (await (await fetch(`${server.url}/v1/availability?${query}`)).json()) as {
        slots: unknown[];
      };
      return answer.slots;
    }),
  );
  for (const each of answers)
    deepStrictEqual(each, answers[0], 'The floor and the servers answer other slots.');
}
