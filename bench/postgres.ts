import { startPostgres, type TestPostgres } from '@astrocal/test-postgres';
import { onServer } from '../apps/api/test/harness/test-server.ts';

/** A PostgreSQL that writes every commit to disk, and counts the statements that it is given. */
export async function startBenchPostgres(): Promise<BenchPostgres> {
  const settings = ['shared_preload_libraries=pg_stat_statements', 'pg_stat_statements.track=all'];
  const postgres = await startPostgres({ durable: true, settings });
  await onServer(postgres.url('postgres'), (admin) => admin.query('create extension pg_stat_statements'));
  return { ...postgres, close: postgres.stop };
}

export interface BenchPostgres extends TestPostgres {
  close(): Promise<void>;
}

/** What a database was asked and what its server has written. */
export interface Counts {
  /** Those that PostgreSQL gives itself too: it looks up what a foreign key refers to by statements. */
  readonly statements: number;
  /** Transactions that changed something. */
  readonly commits: number;
  readonly walKb: number;
}

/** Since the server was started. What asks is another database, so it is not counted. */
export const countsOf = (postgres: TestPostgres, databaseUrl: string): Promise<Counts> =>
  onServer(postgres.url('postgres'), async (admin) => {
    const { rows } = await admin.query<Counts>(
      `select (select coalesce(sum(calls), 0)::float from pg_stat_statements s
           join pg_database d on d.oid = s.dbid where d.datname = $1) as statements,
         pg_snapshot_xmax(pg_current_snapshot())::text::float as commits,
         (pg_current_wal_insert_lsn() - '0/0')::float / 1024 as "walKb"`,
      [new URL(databaseUrl.replace('@/', '@socket/')).pathname.slice(1)],
    );
    return rows[0] as Counts;
  });
