import { sql } from 'kysely';
import { buildApp } from '../../src/app.ts';
import type { Database, Tx } from '../../src/db/database.ts';
import { createTestClock, type TestAnswer, type TestApi, type TestClock } from '../harness/api.ts';

/**
 * A whole API whose every step can be undone: inside `undone` it works in one transaction that is rolled back, and
 * its commands' own transactions are savepoints there. So a thousand worlds leave no trace.
 */
export interface Sandbox {
  readonly clock: TestClock;
  /** What its requests see. */
  readonly db: Database['db'];
  call(method: string, path: string, body?: unknown): Promise<TestAnswer>;
  /** Undoes everything that `work` did, at its end. May be nested. */
  undone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const undo = Symbol('undo');

/** Every request carries `key`: each sandbox needs one of its own, for rows and locks are held until the end. */
export async function openSandbox({ deps }: TestApi, key: string): Promise<Sandbox> {
  let tx: Tx | null = null;
  const database: Database = {
    ...deps.database,
    get db() {
      return tx ?? deps.database.db;
    },
    inTransaction: (work) => (tx ? inSavepoint(tx, work) : deps.database.inTransaction(work)),
  };
  const clock = createTestClock();
  const server = await buildApp({ ...deps, database, clock });
  await server.ready();
  return {
    clock,
    get db() {
      return database.db;
    },
    async call(method, path, body) {
      const answer = await server.inject({
        method: method as 'GET',
        url: path,
        headers: { authorization: `Bearer ${key}` },
        ...(body !== undefined && { payload: body as object }),
      });
      return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
    },
    async undone(work) {
      if (tx) return undoneInside(tx, work);
      let result: Awaited<ReturnType<typeof work>> | undefined;
      // A transaction for each outermost call, no longer: it holds back the event logs of the whole server.
      const whole = deps.database.inTransaction(async (outer) => {
        tx = outer;
        result = await work();
        throw undo;
      });
      await whole.catch((error: unknown) => {
        tx = null;
        if (error !== undo) throw error;
      });
      return result as Awaited<ReturnType<typeof work>>;
    },
    close: () => server.close(),
  };
}

/** The savepoint stays open: whatever encloses it ends it, and a round trip less counts here. */
async function inSavepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  await sql`savepoint command`.execute(tx);
  try {
    return await work(tx);
  } catch (error) {
    await sql`rollback to savepoint command`.execute(tx);
    throw error;
  }
}

async function undoneInside<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint undone`.execute(tx);
  try {
    return await work();
  } finally {
    await sql`rollback to savepoint undone`.execute(tx);
    await sql`release savepoint undone`.execute(tx);
  }
}
