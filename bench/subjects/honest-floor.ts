import { type SeededDatabase, seededDatabase } from '../databases.ts';
import type { Bookable } from '../floors/bookable.ts';
import { type ServerProcess, startServer } from '../processes.ts';
import type { PartContext } from '../settings.ts';

/** The honest floor, and the database with the product's tables that it writes to. */
export interface HonestFloor {
  readonly name: string;
  readonly server: ServerProcess;
  readonly database: SeededDatabase;
}

export async function startHonestFloor({
  settings: { organizations, now },
  postgres,
  keep,
}: PartContext): Promise<HonestFloor> {
  const database = await keep(seededDatabase('postgres', postgres, { organizations, now }));
  const bookables: Bookable[] = database.organizations.map(({ organizationId, hostId, eventTypeIds }) => ({
    organizationId,
    hostId,
    eventTypeId: eventTypeIds[0] as string,
  }));
  const server = startServer({
    script: 'bench/floors/honest-booking-server.ts',
    environment: { DATABASE_URL: database.url ?? '', BOOKABLES: JSON.stringify(bookables) },
    readyPath: '/',
  });
  return { name: 'node:http, one honest statement', server: await keep(server), database };
}
