import { afterAll, describe } from 'vitest';
import type { Database, DatabaseLogger } from '../../src/db/database.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { createPairedDatabase } from '../places/paired-database.ts';
import { openMigratedEmbedded } from './embedded-image.ts';
import { copyTemplate, type TestDatabase } from './template.ts';

export type { TestDatabase };

export type DatabaseKind = Database['kind'];

/** Faults that a test provokes are its own to assert; what reaches this logger unasked is printed. */
const logger: DatabaseLogger = console;

const testPoolSize = 10;

/** Makes a database for the calling test file, which must `close` it. */
export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  return kind === 'postgres' ? createOnServer() : createEmbedded();
}

/**
 * Runs one suite on each of the two databases. `open` makes a new database whenever it is called; all of them
 * are closed after the suite.
 */
export function describeOnBothDatabases(
  name: string,
  suite: (open: () => Promise<TestDatabase>, kind: DatabaseKind) => void,
): void {
  describe.each(['postgres', 'embedded'] as const)(`${name} (%s)`, (kind) => {
    const opened: TestDatabase[] = [];
    afterAll(async () => {
      for (const each of opened) await each.close();
    });
    suite(async () => {
      const made = await createTestDatabase(kind);
      opened.push(made);
      return made;
    }, kind);
  });
}

async function createEmbedded(): Promise<TestDatabase> {
  const database = await openMigratedEmbedded(logger);
  return { database, url: undefined, close: () => database.close() };
}

async function createOnServer(): Promise<TestDatabase> {
  if (process.env.TEST_PLACES !== undefined) return createPairedDatabase({ isOfTests: true });
  const made = await copyTemplate();
  const database = openPostgres({ url: made.url, poolSize: testPoolSize, logger });
  return { database, url: made.url, close: () => made.drop(database) };
}
