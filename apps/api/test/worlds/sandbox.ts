import { sql } from 'kysely';
import { buildApp } from '../../src/app.ts';
import type { Database, Tx } from '../../src/db/database.ts';
import { createTestClock, type TestAnswer, type TestApi, type TestClock } from '../harness/api.ts';

/**
 * A whole API inside one transaction that is rolled back: its commands' own transactions are savepoints there.
 * So a thousand worlds leave no trace, and any step can be undone.
 */
export interface Sandbox {
  readonly clock: TestClock;
  call(method: string, path: string, body?: unknown): Promise<TestAnswer>;
  /** Undoes everything that `work` did, at its end. */
  undone<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const undo = Symbol('undo');

/** Every request carries `key`: each sandbox needs one of its own, for rows and locks are held until the end. */
export async function openSandbox({ deps }: TestApi, key: string): Promise<Sandbox> {
  let tx: Tx | null = null;
  const inside = (): Tx => {
    if (!tx) throw new Error('A sandbox is only there inside `undone`.');
    return tx;
  };
  const database: Database = {
    ...deps.database,
    get db() {
      return inside();
    },
    async inTransaction(work) {
      await sql`savepoint command`.execute(inside());
      try {
        return await work(inside());
      } catch (error) {
        await sql`rollback to savepoint command`.execute(inside());
        throw error;
      }
    },
  };
  const clock = createTestClock();
  const server = await buildApp({ ...deps, database, clock });
  await server.ready();
  return {
    clock,
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

/** Savepoints of commands stay open: whatever encloses them ends them, and a round trip less counts here. */
async function undoneInside<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint undone`.execute(tx);
  try {
    return await work();
  } finally {
    await sql`rollback to savepoint undone`.execute(tx);
    await sql`release savepoint undone`.execute(tx);
  }
}
