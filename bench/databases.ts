import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestPostgres } from '@astrocal/test-postgres';
import type { Database } from '../apps/api/src/db/database.ts';
import { openEmbeddedDatabase } from '../apps/api/src/db/embedded.ts';
import { migrate } from '../apps/api/src/db/migrate.ts';
import { openPostgres } from '../apps/api/src/db/postgres.ts';
import { createKeyring, randomToken } from '../apps/api/src/lib/crypto.ts';
import { type SeededOrganization, type SeedPlan, seedOrganizations } from '../apps/api/test/harness/seed.ts';
import { onServer } from '../apps/api/test/harness/test-server.ts';

export type DatabaseKind = Database['kind'];

/** A database for one server, and the environment that names it. */
export interface BenchDatabase {
  readonly environment: Readonly<Record<string, string>>;
  /** PostgreSQL only. */
  readonly url: string | undefined;
  close(): Promise<void>;
}

export interface SeededDatabase extends BenchDatabase {
  readonly organizations: readonly SeededOrganization[];
}

/** A database without any table: a server that is started on it makes everything. */
export async function emptyDatabase(kind: DatabaseKind, postgres: TestPostgres): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'astrocal-bench-'));
  const close = () => rm(dataDir, { recursive: true, force: true });
  const environment = { ASTROCAL_DATA_DIR: dataDir, ASTROCAL_SECRET_KEY: randomToken() };
  if (kind === 'embedded') return { environment, url: undefined, close };
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await onServer(postgres.url('postgres'), (admin) => admin.query(`create database ${name}`));
  const url = postgres.url(name);
  return { environment: { ...environment, DATABASE_URL: url }, url, close };
}

/** The same with organizations in it. */
export async function seededDatabase(
  kind: DatabaseKind,
  postgres: TestPostgres,
  plan: SeedPlan,
): Promise<SeededDatabase> {
  const empty = await emptyDatabase(kind, postgres);
  const { ASTROCAL_DATA_DIR: dataDir = '', ASTROCAL_SECRET_KEY: secretKey = '' } = empty.environment;
  const database =
    empty.url === undefined
      ? await openEmbeddedDatabase({ dataDir: path.join(dataDir, 'database'), logger: console })
      : openPostgres({ url: empty.url, poolSize: 1, logger: console });
  try {
    await migrate(database);
    const organizations = await seedOrganizations(database.db, createKeyring(secretKey), plan);
    return { ...empty, organizations };
  } finally {
    await database.close();
  }
}
