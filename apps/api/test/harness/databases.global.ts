import { startPostgres } from '@astrocal/test-postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { onDatabase, onServer } from './test-server.ts';

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
  const remove = async () => {
    await onServer(adminUrl, (admin) => admin.query(`drop database if exists ${template} with (force)`));
    await server?.stop();
  };
  try {
    await onServer(adminUrl, (admin) => admin.query(`create database ${template}`));
    await migrateTemplate(onDatabase(adminUrl, template));
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('adminUrl', adminUrl);
  project.provide('templateDatabase', template);
  return remove;
}

async function migrateTemplate(url: string): Promise<void> {
  const database = openPostgres({ url, poolSize: 1, logger: console });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
}
