import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { columnParsers, elementOfArray } from './column-types.ts';
import type { Database, DatabaseLogger, PoolUse, RawConnection } from './database.ts';
import { executeAllOn } from './execute-all.ts';
import { listenOn } from './listener.ts';
import { PipeliningDialect } from './pipelining-dialect.ts';
import { PreparingClient, TogetherClient } from './preparing-client.ts';
import { guardedRoot } from './root.ts';
import type { Schema } from './schema.ts';
import { DatabaseClosedError } from './sqlstate.ts';
import { refuseInsideTransaction, runTransaction } from './transactions.ts';

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
/** A transaction of ours does nothing remote, so one that idles this long belongs to a process that hangs. */
const idleInTransactionTimeoutMs = 10_000;
/**
 * What is prepared keeps one plan, which the tests look at for every operation. Left to itself PostgreSQL planned the
 * read of a snapshot anew each time for a host of many bookings, and that took as long as the rest of the request.
 * A distributed database chooses the shard when it plans, so Citus is left to plan for the values.
 */
const onePlan = `; select set_config('plan_cache_mode', 'force_generic_plan', false)
  where not exists (select from pg_extension where extname = 'citus')`;

/** The server's own timeout comes first; this one is for a network that went silent. */
const silentServerTimeoutMs = statementTimeoutMs + 5_000;

/** How requests and jobs use a connection that is theirs until they close it. */
const direct = {
  Client: PreparingClient,
  settings: onePlan,
  statement_timeout: statementTimeoutMs,
  idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
  query_timeout: silentServerTimeoutMs,
};

/** Poolers refuse timeouts as startup options: they are to be set for the role (docs/operations/scaling.md). */
const pooled = { Client: TogetherClient, settings: '', query_timeout: silentServerTimeoutMs };

const queuePoolSize = 3;
const backgroundPoolSize = 2;

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /**
   * A pooler that gives every transaction the next free connection stands behind `url`: nothing is prepared or set on a
   * connection beyond its transaction. `directUrl` leads past it, for what lasts: migrations, and hearing of jobs.
   */
  readonly pooler?: { readonly directUrl: string } | null;
  /** Organizations are spread over several databases behind `url`. */
  readonly isSpread?: boolean;
  /** The most connections this process opens for requests; the queue has five of its own beside them. */
  readonly poolSize: number;
  readonly logger: DatabaseLogger;
  /** What keeps the connections: that of the driver unless told. */
  readonly Pool?: typeof pg.Pool;
}

/** Opens pools to a PostgreSQL server. Connects lazily: a wrong url shows with the first statement. */
export function openPostgres({
  url,
  poolSize,
  pooler,
  isSpread = false,
  logger,
  Pool = pg.Pool,
}: PostgresOptions): Database {
  const { Client, settings, ...bounds } = pooler ? pooled : direct;
  const directUrl = pooler?.directUrl ?? url;
  const pool = openPool(
    { Pool, logger },
    {
      ...bounds,
      Client,
      settings,
      connectionString: url,
      max: poolSize,
      application_name: 'astrocal',
      pipeline: true,
    },
  );
  // Apart from the requests' pool: a lease that cannot be renewed because every connection waits for a lock
  // would give a running job to a second worker.
  const queuePool = openPool(
    { Pool, logger },
    {
      ...bounds,
      Client,
      connectionString: url,
      max: queuePoolSize,
      application_name: 'astrocal-queue',
      pipeline: true,
    },
  );
  // Without statement timeout: migrations, index builds and the queue's housekeeping run here.
  const backgroundPool = openPool(
    { Pool, logger },
    {
      connectionString: directUrl,
      idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
      max: backgroundPoolSize,
      application_name: 'astrocal-background',
    },
  );
  const dialect = new PipeliningDialect({ pool });
  const base = new Kysely<Schema>({ dialect });
  const queueDialect = new PipeliningDialect({ pool: queuePool });
  const executeSql: RawConnection['executeSql'] = async (text, values) => {
    refuseInsideTransaction('The queue connection');
    // Fetching and settling jobs is done with values, what builds and cleans up is done without.
    const result = await (values ? queuePool : backgroundPool).query(text, values);
    // Several statements give an array of results: keep every row, a RETURNING in the middle too.
    return { rows: [result].flat().flatMap((each) => each.rows) };
  };
  const requests = { base, dialect, logger, waitsForAnswers: false };
  const queue = { ...requests, base: new Kysely<Schema>({ dialect: queueDialect }), dialect: queueDialect };
  let closing: Promise<void> | undefined;

  return {
    kind: 'postgres',
    isSpread,
    db: guardedRoot(base, dialect, () => closing !== undefined),
    async inTransaction(work) {
      if (closing) throw new DatabaseClosedError();
      return runTransaction(requests, work);
    },
    queueConnection: { executeSql, executeAll: executeAllOn(queue, { executeSql, isSpread }) },
    broadcast: {
      async send(topic, text) {
        // Inside a transaction of ours it would have every commit wait for the one before it.
        refuseInsideTransaction('A broadcast');
        await backgroundPool.query('select pg_notify($1, $2)', [topic, text]);
      },
      listen: (topic, hearer) =>
        listenOn(
          {
            connectionString: directUrl,
            application_name: 'astrocal-listener',
            connectionTimeoutMillis: connectTimeoutMs,
          },
          { topic, hearer, logger },
        ),
    },
    migrationConnection: new Kysely<Schema>({ dialect: new PostgresDialect({ pool: backgroundPool }) }),
    connections: poolSize,
    pools: () => [useOf('requests', pool), useOf('queue', queuePool), useOf('background', backgroundPool)],
    close() {
      closing ??= Promise.all([pool, queuePool, backgroundPool].map((each) => each.end())).then(
        () => undefined,
      );
      return closing;
    },
  };
}

const useOf = (name: PoolUse['pool'], { totalCount, idleCount, waitingCount }: pg.Pool): PoolUse => ({
  pool: name,
  total: totalCount,
  idle: idleCount,
  waiting: waitingCount,
});

function openPool(
  { Pool, logger }: Required<Pick<PostgresOptions, 'Pool' | 'logger'>>,
  { settings = '', ...options }: pg.PoolConfig & { settings?: string },
): pg.Pool {
  const warn = (error: Error, message: string) => {
    // A server that goes down first may cut what we are closing anyway.
    if (!pool.ending) logger.warn({ err: error }, message);
  };
  const pool = new Pool({
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    types: { getTypeParser: parserFor },
    async onConnect(client) {
      // As above, for one that dies while it is in use.
      client.on('error', (error) => warn(error, 'A database connection was lost.'));
      // Ranges and timestamps are printed in the session's zone and style: one of each, so that their text is one.
      // Not as a startup option: the url's own options would replace it.
      await client.query(`set timezone to 'UTC'; set datestyle to 'ISO, YMD'${settings}`);
    },
    ...options,
  });
  // Without a listener a connection that dies while it is idle is an uncaught exception: the process ends.
  pool.on('error', (error) => warn(error, 'An idle database connection was lost.'));
  return pool;
}

const textArray: number = 1009;
const parseTextArray = pg.types.getTypeParser(textArray) as (text: string) => (string | null)[];

const parserFor = ((oid: number, format?: 'text' | 'binary') => {
  const parseElement = columnParsers[elementOfArray[oid] ?? 0];
  if (!parseElement) return columnParsers[oid] ?? pg.types.getTypeParser(oid, format as 'text');
  return (text: string) => parseTextArray(text).map((each) => (each === null ? null : parseElement(each)));
}) as typeof pg.types.getTypeParser;
