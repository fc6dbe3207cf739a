import { onServer } from '../../apps/api/test/harness/test-server.ts';
import { emptyDatabase, seededDatabase } from '../databases.ts';
import type { Figure } from '../figure.ts';
import type { Goal } from '../load/job.ts';
import { type ServerProcess, startServer } from '../processes.ts';
import { type Contender, runRounds, type Sample } from '../rounds.ts';
import { nextYear, slotMs } from '../scenario.ts';
import type { PartContext } from '../settings.ts';
import { goalsOf, httpOnly, startApi, startLimitedApi } from '../subjects/api-server.ts';
import { compare } from './compare.ts';

/** POST /v1/bookings, another free slot each time, beside node:http with one INSERT on the same PostgreSQL. */
export async function bookings({ settings, postgres, keep }: PartContext): Promise<Figure[]> {
  const { organizations: many, now } = settings;
  // Those with limits book in organizations of their own, and so does the single host: no slot is asked for twice.
  const onPostgres = await keep(seededDatabase('postgres', postgres, { organizations: 2 * many + 1, now }));
  const onEmbedded = await keep(seededDatabase('embedded', postgres, { organizations: many, now }));
  const forFloor = await keep(emptyDatabase('postgres', postgres));
  const goals = goalsOf(onPostgres.organizations);
  const contender = (name: string, server: ServerProcess, itsGoals: readonly Goal[]): Contender => ({
    name,
    server,
    goals: itsGoals,
    ask: { kind: 'bookings', firstStart: Date.UTC(nextYear(now), 0, 1), slotMs, used: 0 },
    status: 201,
  });
  const floorServer = {
    script: 'bench/floors/booking-server.ts',
    environment: { DATABASE_URL: forFloor.url ?? '' },
    readyPath: '/',
  };
  const api = await keep(startApi(onPostgres, httpOnly));
  const limited = await keep(startLimitedApi(onPostgres, httpOnly));
  const contenders = {
    floor: contender('node:http, one INSERT', await keep(startServer(floorServer)), goals.slice(0, many)),
    postgres: contender('PostgreSQL', api, goals.slice(0, many)),
    limited: contender('PostgreSQL, plan `scale`', limited, goals.slice(many, 2 * many)),
    single: contender('PostgreSQL, one host', api, goals.slice(2 * many)),
    embedded: contender('PGlite', await keep(startApi(onEmbedded)), goalsOf(onEmbedded.organizations)),
  };
  const samples = await runRounds(contenders, settings);
  await refuseLoss(onPostgres.url ?? '', [samples.postgres, samples.limited, samples.single].flat());
  return [
    compare(contenders, samples, { subject: 'postgres', floor: 'floor', target: { atLeast: 0.35 } }),
    {
      ...compare(contenders, samples, { subject: 'single', floor: 'floor' }),
      note: 'one lock: each booking waits for the one before',
    },
    {
      ...compare(contenders, samples, { subject: 'embedded', floor: 'floor' }),
      note: 'without fsync, and the floor is on PostgreSQL',
    },
    compare(contenders, samples, { subject: 'limited', floor: 'postgres' }),
  ];
}

/** Every booking that was answered is in the table; those of warm-ups and of cut connections come on top. */
async function refuseLoss(url: string, samples: readonly Sample[]): Promise<void> {
  const answered = samples.reduce((sum, { answers }) => sum + answers, 0);
  const { rows } = await onServer(url, (client) =>
    client.query<{ stored: number }>('select count(*)::int as stored from bookings'),
  );
  const { stored = 0 } = rows[0] ?? {};
  if (stored < answered) throw new Error(`${answered} bookings were answered, but ${stored} are stored.`);
}
