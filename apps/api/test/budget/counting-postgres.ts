import { startPostgres } from '@astrocal/test-postgres';
import { migrate } from '../../src/db/migrate.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { createLogger } from '../../src/lib/logger.ts';
import type { TestDatabase } from '../harness/template.ts';
import { onServer } from '../harness/test-server.ts';

/** What a database was asked since the count before. */
export interface Asked {
  /** All that PostgreSQL was given, begin and commit too. */
  readonly statements: number;
  /** What PostgreSQL asks itself to look up what foreign keys refer to; not in `statements`. */
  readonly lookups: number;
  /** Transactions that changed something, but for those that store by a timer how many calls there were. */
  readonly commits: number;
  /** How often each statement was made, most first: for whoever finds one too many. */
  readonly texts: readonly string[];
}

export interface CountingDatabase extends TestDatabase {
  /** Counts from here on. */
  begin(): Promise<void>;
  end(): Promise<Asked>;
}

/** What a timer of the server writes meanwhile follows the clock. */
const byTimer = /insert into api_call_counts/i;

const lookup = `query like 'SELECT % FROM ONLY %'`;

/** A PostgreSQL of its own that counts, with one migrated database that nobody else is told of. */
export async function startCountingPostgres(): Promise<CountingDatabase> {
  const settings = [
    'shared_preload_libraries=pg_stat_statements',
    'pg_stat_statements.track=all',
    'autovacuum=off',
  ];
  const server = await startPostgres({ settings });
  const admin = server.url('postgres');
  await onServer(admin, (client) => client.query('create extension pg_stat_statements'));
  await onServer(admin, (client) => client.query('create database astrocal'));
  const url = server.url('astrocal');
  const opened = openPostgres({ url, poolSize: 10, logger: createLogger('silent') });
  await migrate(opened);
  // Work is done in this process: no other is told of it.
  const database = { ...opened, broadcast: null };
  const commitsSoFar = async () => {
    const { rows } = await onServer(admin, (client) =>
      client.query<{ xid: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xid'),
    );
    return Number(rows[0]?.xid);
  };
  let before = 0;
  return {
    database,
    url,
    async begin() {
      await onServer(admin, (client) => client.query('select pg_stat_statements_reset()'));
      before = await commitsSoFar();
    },
    async end() {
      const all = (await commitsSoFar()) - before;
      const { rows } = await onServer(admin, (client) =>
        client.query<{ calls: number; query: string; is_lookup: boolean }>(
          `select calls::float, query, ${lookup} as is_lookup from pg_stat_statements s
             join pg_database d on d.oid = s.dbid where d.datname = 'astrocal' order by calls desc, query`,
        ),
      );
      const callsOf = (isLookup: boolean) =>
        rows.filter((row) => row.is_lookup === isLookup).reduce((sum, { calls }) => sum + calls, 0);
      const timed = rows.filter(({ query }) => byTimer.test(query));
      const commits = all - timed.reduce((sum, { calls }) => sum + calls, 0);
      const texts = rows.map(({ calls, query }) => `${calls} ${query.replace(/\s+/g, ' ').slice(0, 120)}`);
      return { statements: callsOf(false), lookups: callsOf(true), commits, texts };
    },
    async close() {
      await database.close();
      await server.stop();
    },
  };
}
