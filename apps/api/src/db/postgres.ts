import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnParsers } from './column-types.ts';
import type { Database, DatabaseLogger } from './database.ts';
import { guardedRoot } from './root.ts';
import type { Schema } from './schema.ts';
import { DatabaseClosedError } from './sqlstate.ts';
import { refuseInsideTransaction, runTransaction } from './transactions.ts';

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** A transaction of ours does nothing remote, so one that idles this long belongs to a process that hangs. */
const idleInTransactionTimeoutMs = 15_000;
/** The server's own timeout comes first; this one is for a network that went silent. */
const silentServerTimeoutMs = statementTimeoutMs + 5_000;

const queuePoolSize = 3;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** The most connections this process opens for requests; the queue has three of its own beside them. */
  readonly poolSize: number;
  readonly logger: DatabaseLogger;
}

/** Opens pools to a PostgreSQL server. Connects lazily: a wrong url shows with the first statement. */
export function openPostgres({ url, poolSize, logger }: PostgresOptions): Database {
  const pool = openPool(logger, {
    connectionString: url,
    max: poolSize,
    application_name: 'astrocal',
    statement_timeout: statementTimeoutMs,
    query_timeout: silentServerTimeoutMs,
  });
  // Apart from the requests' pool: a lease that cannot be renewed because every connection waits for a lock
  // would give a running job to a second worker. Without statement timeout: migrations and index builds run here.
  const backgroundPool = openPool(logger, {
    connectionString: url,
    max: queuePoolSize,
    application_name: 'astrocal-background',
  });
  const dialect = new PostgresDialect({ pool });
  const base = new Kysely<Schema>({ dialect });
  let closing: Promise<void> | undefined;

  return {
    kind: 'postgres',
    db: guardedRoot(base, dialect, () => closing !== undefined),
    async inTransaction(work) {
      if (closing) throw new DatabaseClosedError();
      return runTransaction(base, logger, work);
    },
    queueConnection: {
      async executeSql(text, values) {
        refuseInsideTransaction('The queue connection');
        const result = await backgroundPool.query(text, values);
        // Several statements give an array of results: keep every row, a RETURNING in the middle too.
        return { rows: [result].flat().flatMap((each) => each.rows) };
      },
    },
    migrationConnection: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: backgroundPool }) }),
    close() {
      closing ??= Promise.all([pool.end(), backgroundPool.end()]).then(() => undefined);
      return closing;
    },
  };
}

function openPool(logger: DatabaseLogger, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionTimeoutMillis: connectTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    keepAlive: true,
    types: { getTypeParser: parserFor },
    async onConnect(client) {
      // As above, for one that dies while it is in use.
      client.on('error', (error) => logger.warn({ err: error }, 'A database connection was lost.'));
      // Ranges and timestamps are printed in the session's zone and style: one of each, so that their text is one.
      // Not as a startup option: the url's own options would replace it.
      await client.query(`set timezone to 'UTC'; set datestyle to 'ISO, YMD'`);
    },
    ...options,
  });
  // Without a listener a connection that dies while it is idle is an uncaught exception: the process ends.
  pool.on('error', (error) => logger.warn({ err: error }, 'An idle database connection was lost.'));
  return pool;
}

// PGlite parses an array by its element's type; pg knows the pair only for its own built-in parsers.
const elementOfArray: Readonly<Record<number, number>> = {
  1016: 20,
  1182: 1082,
  1185: 1184,
  1231: 1700,
  3911: 3910,
};
const textArray = 1009;
const parseTextArray = pg.types.getTypeParser(textArray as number) as (text: string) => (string | null)[];

const parserFor = ((oid: number, format?: 'text' | 'binary') => {
  const element = columnParsers[elementOfArray[oid] ?? 0];
  if (element)
    return (text: string) => parseTextArray(text).map((each) => (each === null ? null : element(each)));
  return columnParsers[oid] ?? pg.types.getTypeParser(oid, format as 'text');
}) as typeof pg.types.getTypeParser;
