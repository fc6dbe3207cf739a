import { startPostgres, type TestPostgres } from '@astrocal/test-postgres';
import type { Database } from '../../src/db/database.ts';
import { openEmbeddedDatabase } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { createKeyring } from '../../src/lib/crypto.ts';
import {
  type Environment,
  type MainProcess,
  startMain,
  temporaryDirectory,
} from '../harness/main-process.ts';
import { callServer, expectStatus } from '../harness/race-world.ts';
import type { Tables } from '../harness/reconcile.ts';
import { testSecretKey } from '../harness/secret-key.ts';
import { type SeededOrganization, seedOrganizations } from '../harness/seed.ts';
import { onServer } from '../harness/test-server.ts';
import { groupSpots } from './writers.ts';

const organizationsOf = (database: Database): Promise<SeededOrganization[]> =>
  seedOrganizations(database.db, createKeyring(testSecretKey), {
    organizations: 8,
    eventTypesEach: 3,
    isTest: false,
    now: Date.now(),
  });

/** A durable PostgreSQL that can be killed, with organizations, and processes of the app on it. */
export interface CrashWorld extends Tables {
  readonly postgres: TestPostgres;
  readonly url: string;
  readonly organizations: readonly SeededOrganization[];
  /** Starts a process; resolves when it is ready. */
  start(environment?: Environment): Promise<MainProcess>;
  close(): Promise<void>;
}

const name = 'astrocal';

/** `settings` are of the database, such as `synchronous_commit = off`. */
export async function createCrashWorld(...settings: readonly string[]): Promise<CrashWorld> {
  const postgres = await startPostgres({ durable: true });
  const url = postgres.url(name);
  await onServer(postgres.url('postgres'), (admin) => admin.query(`create database ${name}`));
  for (const each of settings)
    await onServer(url, (admin) => admin.query(`alter database ${name} set ${each}`));
  const database = openPostgres({ url, poolSize: 1, logger: console });
  await migrate(database);
  const organizations = await organizationsOf(database);
  await database.close();
  const directory = await temporaryDirectory();
  return {
    postgres,
    url,
    organizations,
    query: (text, values = []) =>
      onServer(url, async (admin) => (await admin.query(text, [...values])).rows as never[]),
    start: (environment = {}) => startProcess(directory, { DATABASE_URL: url, ...environment }),
    close: () => postgres.stop(),
  };
}

/** Makes the embedded database in `directory/.astrocal`, with organizations. */
export async function makeEmbedded(directory: string): Promise<SeededOrganization[]> {
  const database = await openEmbedded(directory);
  await migrate(database);
  const organizations = await organizationsOf(database);
  await database.close();
  return organizations;
}

export const openEmbedded = (directory: string): Promise<Database> =>
  openEmbeddedDatabase({ dataDir: `${directory}/.astrocal/database`, logger: console });

/** Starts the app with the key that the organizations' keys were made with; resolves when it is ready. */
export async function startProcess(directory: string, environment: Environment): Promise<MainProcess> {
  const process = await startMain(directory, { ASTROCAL_SECRET_KEY: testSecretKey, ...environment });
  await process.said(environment.ASTROCAL_ROLE === 'worker' ? 'Astrocal works on the job queue.' : undefined);
  return process;
}

/** Makes of every organization's event types a free one, a group with a cap that counts, and a priced one. */
export async function prepareEventTypes(
  organizations: readonly SeededOrganization[],
  url: string,
): Promise<void> {
  for (const { key, eventTypeIds } of organizations) {
    const [, group, priced] = eventTypeIds;
    const change = async (id: string | undefined, body: object) =>
      expectStatus(200, await callServer(`${url}/v1/event-types/${id}`, 'PATCH', key, { body }));
    await change(group, { max_attendees: groupSpots, booking_cap: 10_000, booking_cap_period: 'total' });
    await change(priced, { price_amount: 500 });
  }
}
