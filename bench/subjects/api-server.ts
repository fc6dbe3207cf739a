import type { SeededOrganization } from '../../apps/api/test/harness/seed.ts';
import { type Checkout, thisCheckout } from '../checkout.ts';
import type { BenchDatabase, SeededDatabase } from '../databases.ts';
import type { Goal } from '../load/job.ts';
import { type ServerProcess, startServer } from '../processes.ts';

/** The server, of this checkout or another, as one process with both roles, in production's settings: it logs every request, to /dev/null. */
export const startApi = (
  database: BenchDatabase,
  environment: Readonly<Record<string, string>> = {},
  { root }: Checkout = thisCheckout,
): Promise<ServerProcess> =>
  startServer({
    root,
    script: 'apps/api/src/main.ts',
    environment: { NODE_ENV: 'production', ...database.environment, ...environment },
    readyPath: '/ready',
  });

/** Where load on these organizations goes: to the first event type of each. */
export const goalsOf = (organizations: readonly SeededOrganization[]): Goal[] =>
  organizations.map(({ key, eventTypeIds }) => ({ key, eventTypeId: eventTypeIds[0] as string }));

/** Answers requests only: what follows from a booking is done by workers, which are measured by themselves. */
export const httpOnly = { ASTROCAL_ROLE: 'http' };

/** Starts a server with rate limits. Throws when they are not on: every answer with a key would say what is left. */
export async function startLimitedApi(
  database: SeededDatabase,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const server = await startApi(database, { ...environment, ASTROCAL_PLAN: 'scale' });
  const authorization = `Bearer ${database.organizations[0]?.key}`;
  const { headers } = await fetch(`${server.url}/v1/event-types`, { headers: { authorization } });
  if (headers.has('x-ratelimit-limit')) return server;
  await server.close();
  throw new Error('ASTROCAL_PLAN=scale has no effect: there would be nothing to measure.');
}
