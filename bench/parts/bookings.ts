import { onServer } from '../../apps/api/test/harness/test-server.ts';
import { type Checkout, thisCheckout } from '../checkout.ts';
import { type DatabaseKind, emptyDatabase, seededDatabase } from '../databases.ts';
import type { Figure } from '../figure.ts';
import type { Goal } from '../load/job.ts';
import { type ServerProcess, startServer } from '../processes.ts';
import { type Contender, runRounds } from '../rounds.ts';
import { nextYear, slotMs } from '../scenario.ts';
import type { PartContext } from '../settings.ts';
import { goalsOf, httpOnly, startApi, startLimitedApi } from '../subjects/api-server.ts';
import { startHonestFloor } from '../subjects/honest-floor.ts';
import { compare } from './compare.ts';

/** POST /v1/bookings, another free slot each time, beside two floors on the same PostgreSQL. */
export async function bookings(context: PartContext): Promise<Figure[]> {
  const { settings, postgres, beside, keep } = context;
  const { organizations: many, now } = settings;
  const contender = (
    name: string,
    server: ServerProcess,
    goals: readonly Goal[],
    charged: Pick<Contender, 'postgres'> = { postgres },
  ): Contender => ({
    name,
    server,
    ...charged,
    goals,
    ask: { kind: 'bookings', firstStart: Date.UTC(nextYear(now), 0, 1), slotMs, used: 0 },
    status: 201,
  });
  const startOn = async (kind: DatabaseKind, name: string, checkout: Checkout): Promise<Contender> => {
    const plan = { organizations: many, now };
    const { organizations, ...database } = await keep(
      checkout.databases.seededDatabase(kind, postgres, plan),
    );
    const [role, charged] = kind === 'postgres' ? [httpOnly, { postgres }] : [{}, {}];
    return contender(name, await keep(startApi(database, role, checkout)), goalsOf(organizations), charged);
  };
  // Those with limits book in organizations of their own, and so does the single host: no slot is asked for twice.
  const database = await keep(seededDatabase('postgres', postgres, { organizations: 2 * many + 1, now }));
  const goals = goalsOf(database.organizations);
  const api = await keep(startApi(database, httpOnly));
  const insertServer = {
    script: 'bench/floors/booking-server.ts',
    environment: { DATABASE_URL: (await keep(emptyDatabase('postgres', postgres))).url ?? '' },
    readyPath: '/',
  };
  const honest = await startHonestFloor(context);

  const onPostgres = contender('PostgreSQL', api, goals.slice(0, many));
  const limitedApi = await keep(startLimitedApi(database, httpOnly));
  const limited = contender('PostgreSQL, plan `scale`', limitedApi, goals.slice(many, 2 * many));
  const single = contender('PostgreSQL, one host', api, goals.slice(2 * many));
  const embedded = await startOn('embedded', 'PGlite', thisCheckout);
  const insert = contender('node:http, one INSERT', await keep(startServer(insertServer)), goals);
  const floor = contender(honest.name, honest.server, goalsOf(honest.database.organizations));
  const before = beside && {
    onPostgres: await startOn('postgres', beside.name, beside),
    embedded: await startOn('embedded', beside.name, beside),
  };
  const contenders = [onPostgres, limited, single, embedded, insert, floor, ...Object.values(before ?? {})];
  const samples = await runRounds(contenders, settings);
  const answered = (...of: readonly Contender[]) =>
    of.flatMap((each) => samples.get(each) ?? []).reduce((sum, { answers }) => sum + answers, 0);
  await refuseLoss(database.url ?? '', answered(onPostgres, limited, single));
  await refuseLoss(honest.database.url ?? '', answered(floor));
  return [
    compare(samples, { subject: onPostgres, floor: insert, target: { atLeast: 0.35 } }),
    compare(samples, { subject: onPostgres, floor }),
    compare(samples, {
      subject: single,
      floor: insert,
      note: 'one lock: each booking waits for the one before',
    }),
    compare(samples, {
      subject: embedded,
      floor: insert,
      note: 'without fsync, and the floor is on PostgreSQL',
    }),
    compare(samples, { subject: limited, floor: onPostgres }),
    ...(before
      ? [
          compare(samples, { subject: onPostgres, floor: before.onPostgres }),
          compare(samples, { subject: embedded, floor: before.embedded, target: { atLeast: 2.5 } }),
        ]
      : []),
  ];
}

/** How many bookings there are with all their rows: of each table the count, by those that one booking has. */
const whole = `select least((select count(*) from bookings), (select count(*) from allocations),
  (select count(*) from events) / 2)::int as stored`;

/** Every booking that was answered is in the tables; those of warm-ups and of cut connections come on top. */
async function refuseLoss(url: string, answered: number): Promise<void> {
  const { rows } = await onServer(url, (client) => client.query<{ stored: number }>(whole));
  const { stored = 0 } = rows[0] ?? {};
  if (stored < answered) throw new Error(`${answered} bookings were answered, but ${stored} are stored.`);
}
