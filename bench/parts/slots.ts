import { deepStrictEqual } from 'node:assert/strict';
import { type DatabaseKind, seededDatabase } from '../databases.ts';
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

const days = 30;
const bookings = 50;

/** GET /v1/availability of the scenario over HTTP, beside node:http that does the stock-Date work. */
export async function slots({ settings, postgres, keep }: PartContext): Promise<Figure[]> {
  const year = nextYear(settings.now);
  const seed = (kind: DatabaseKind) => keep(seededDatabase(kind, postgres, seedPlan(year, settings)));
  const onPostgres = await seed('postgres');
  const onEmbedded = await seed('embedded');
  const goals = goalsOf(onPostgres.organizations);
  const ask = { kind: 'slots', start: isoDate(year, 1), end: isoDate(year, days), timezone } as const;
  const contender = (name: string, server: ServerProcess, itsGoals: readonly Goal[] = goals): Contender => ({
    name,
    server,
    goals: itsGoals,
    ask,
    status: 200,
  });
  const limited = await keep(startLimitedApi(onPostgres));
  const floorServer = {
    script: 'bench/floors/slot-server.ts',
    environment: { NOW: String(settings.now) },
    readyPath: '/',
  };
  const contenders = {
    floor: contender('node:http, stock `Date`', await keep(startServer(floorServer))),
    postgres: contender('PostgreSQL', await keep(startApi(onPostgres))),
    limited: contender('PostgreSQL, plan `scale`', limited),
    embedded: contender('PGlite', await keep(startApi(onEmbedded)), goalsOf(onEmbedded.organizations)),
  };
  await refuseDifference(Object.values(contenders), ask);
  const samples = await runRounds(contenders, settings);
  return [
    compare(contenders, samples, { subject: 'postgres', floor: 'floor', target: { atLeast: 0.5 } }),
    compare(contenders, samples, { subject: 'embedded', floor: 'floor' }),
    compare(contenders, samples, { subject: 'limited', floor: 'postgres' }),
  ];
}

const seedPlan = (year: number, { organizations, now }: { organizations: number; now: number }) => ({
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
