import type { SeededOrganization } from '../../apps/api/test/harness/seed.ts';
import type { BenchDatabase } from '../databases.ts';
import type { Goal } from '../load/job.ts';
import { type ServerProcess, startServer } from '../processes.ts';

/** The server itself as one process with both roles, in production's settings: it logs every request, to /dev/null. */
export const startApi = (
  database: BenchDatabase,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> =>
  startServer({
    script: 'apps/api/src/main.ts',
    environment: { NODE_ENV: 'production', ...database.environment, ...environment },
    readyPath: '/ready',
  });

/** Where load on these organizations goes: to the first event type of each. */
export const goalsOf = (organizations: readonly SeededOrganization[]): Goal[] =>
  organizations.map(({ key, eventTypeIds }) => ({ key, eventTypeId: eventTypeIds[0] as string }));

/** With limits on, every answer says how many calls are left. */
export async function hasLimits({ url }: ServerProcess, { key }: Goal): Promise<boolean> {
  const { headers } = await fetch(`${url}/v1/event-types`, { headers: { authorization: `Bearer ${key}` } });
  return headers.has('x-ratelimit-limit');
}
