import { startPostgres } from '@astrocal/test-postgres';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { onDatabase } from './database-url.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the server's own database, to make and drop others from. */
    readonly adminUrl: string;
    /** A database that has every migration, to copy. */
    readonly templateDatabase: string;
  }
}

/**
 * Once for a run: one server (`TEST_DATABASE_URL` when given, else one of our own) and on it one migrated
 * database, which every test file copies.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? undefined : await startPostgres();
  const adminUrl = given ?? server?.url('postgres') ?? '';
  const template = `astrocal_template_${process.pid}`;
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  await admin.query(`create database ${template}`);

  const database = openPostgres({ url: onDatabase(adminUrl, template), poolSize: 1, logger: console });
  await migrate(database);
  await database.close();

  project.provide('adminUrl', adminUrl);
  project.provide('templateDatabase', template);
  return async () => {
    await admin.query(`drop database ${template} with (force)`);
    await admin.end();
    await server?.stop();
  };
}
