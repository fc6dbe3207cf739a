import type { PGlite, Results, Transaction } from '@electric-sql/pglite';
import type { PGliteDialectConfig } from 'kysely';
import type { RawConnection } from './database.ts';
import type { RunPrepared } from './pglite-statements.ts';
import { isPlannedForItsValues, withValues } from './planned-for-values.ts';
import { refuseTooManyValues } from './value-limit.ts';

type KyselyPGlite = Exclude<PGliteDialectConfig['pglite'], (...args: never[]) => unknown>;
type Plain = Pick<PGlite | Transaction, 'exec'>;

const startsTransaction = /^\s*BEGIN\b/i;

/**
 * PGlite as Kysely's dialect wants it, with node-postgres' habit that text without parameters may hold several
 * statements. Migrations are such text; PGlite's own `query` takes one statement only.
 */
export function pgliteForKysely(pglite: PGlite, runPrepared: RunPrepared): KyselyPGlite {
  const run = <T>(connection: Plain, text: string, values: unknown[] = []) => {
    refuseTooManyValues(values);
    if (isPrepared(text, values)) return runPrepared<T>(text, values);
    return runPlainly<T>(connection, values.length > 0 ? withValues(text, values) : text);
  };
  return {
    get ready() {
      return pglite.ready;
    },
    get closed() {
      return pglite.closed;
    },
    waitReady: pglite.waitReady,
    close: () => pglite.close(),
    // What is prepared waits for an open transaction here, as what is sent plainly does inside PGlite.
    query: (text, values) =>
      isPrepared(text, values)
        ? pglite._runExclusiveTransaction(() => run(pglite, text, values))
        : run(pglite, text, values),
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({ query: (text, values) => run(tx, text, values), rollback: () => tx.rollback() }),
      ),
  };
}

/**
 * PGlite as the job queue wants it. Its `BEGIN; … COMMIT` texts run inside `pglite.transaction`, which holds
 * PGlite's mutex and rolls back by itself: a failed one, sent plainly, left the one connection in an aborted
 * transaction, and every statement that waited behind it failed with 25P02.
 */
export function pgliteForQueue(pglite: PGlite, runPrepared: RunPrepared): Pick<RawConnection, 'executeSql'> {
  return {
    async executeSql(text, values) {
      refuseTooManyValues(values ?? []);
      if (values?.length) return pglite._runExclusiveTransaction(() => runPrepared(text, values));
      const results = startsTransaction.test(text)
        ? await pglite.transaction((tx) => tx.exec(text))
        : await pglite.exec(text);
      return { rows: results.flatMap((result) => result.rows as Record<string, unknown>[]) };
    },
  };
}

const isPrepared = (text: string, values: readonly unknown[] = []): boolean =>
  values.length > 0 && !isPlannedForItsValues(text);

async function runPlainly<T>(connection: Plain, text: string): Promise<Results<T>> {
  const results = await connection.exec(text);
  return (results.at(-1) as Results<T> | undefined) ?? { rows: [], fields: [], affectedRows: 0 };
}
