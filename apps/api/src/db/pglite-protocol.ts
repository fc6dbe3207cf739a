import type { PGlite, QueryOptions, Results, Transaction } from '@electric-sql/pglite';
import type { PGliteDialectConfig } from 'kysely';
import type { RawConnection } from './database.ts';
import { refuseTooManyValues } from './value-limit.ts';

type KyselyPGlite = Exclude<PGliteDialectConfig['pglite'], (...args: never[]) => unknown>;
type Connection = Pick<PGlite | Transaction, 'query' | 'exec'>;

const startsTransaction = /^\s*BEGIN\b/i;

/**
 * PGlite as Kysely's dialect wants it, with node-postgres' habit that text without parameters may hold several
 * statements. Migrations are such text; PGlite's own `query` takes one statement only.
 */
export function pgliteForKysely(pglite: PGlite): KyselyPGlite {
  return {
    get ready() {
      return pglite.ready;
    },
    get closed() {
      return pglite.closed;
    },
    waitReady: pglite.waitReady,
    close: () => pglite.close(),
    query: (text, parameters, options) => run(pglite, text, parameters, options as QueryOptions),
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({
          query: (text, parameters, options) => run(tx, text, parameters, options as QueryOptions),
          rollback: () => tx.rollback(),
        }),
      ),
  };
}

/**
 * PGlite as the job queue wants it. Its `BEGIN; … COMMIT` texts run inside `pglite.transaction`, which holds
 * PGlite's mutex and rolls back by itself: a failed one, sent plainly, left the one connection in an aborted
 * transaction, and every statement that waited behind it failed with 25P02.
 */
export function pgliteForQueue(pglite: PGlite): RawConnection {
  return {
    async executeSql(text, values) {
      if (values) refuseTooManyValues(values);
      if (values?.length) return pglite.query<Record<string, unknown>>(text, values);
      const results = startsTransaction.test(text)
        ? await pglite.transaction((tx) => tx.exec(text))
        : await pglite.exec(text);
      return { rows: results.flatMap((result) => result.rows as Record<string, unknown>[]) };
    },
  };
}

async function run<T>(
  connection: Connection,
  text: string,
  parameters: unknown[] | undefined,
  options: QueryOptions | undefined,
): Promise<Results<T>> {
  if (parameters) refuseTooManyValues(parameters);
  if (parameters?.length) return connection.query<T>(text, parameters, options);
  const results = await connection.exec(text, options);
  return (results.at(-1) as Results<T> | undefined) ?? { rows: [], fields: [], affectedRows: 0 };
}
