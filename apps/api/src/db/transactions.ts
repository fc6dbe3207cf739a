import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  type Kysely,
  type QueryExecutorProvider,
  sql,
  Transaction,
} from 'kysely';
import type { DatabaseLogger, Tx } from './database.ts';
import type { Schema } from './schema.ts';
import { isRetryable } from './sqlstate.ts';
import { refuseTooManyValues } from './value-limit.ts';

const maxAttempts = 5;
const maxFirstPauseMs = 20;

/** What the code below a transaction callback runs in; `open` is false once the transaction has ended. */
const scope = new AsyncLocalStorage<{ open: boolean }>();

/** What is known of an open transaction. */
interface Open {
  readonly connection: DatabaseConnection;
  /** What was sent and not waited for. */
  readonly sent: Promise<unknown>[];
  readonly beforeCommit: (() => void)[];
  readonly afterCommit: (() => void)[];
}

const openOf = new WeakMap<Tx, Open>();

function openState(tx: Tx): Open {
  const open = openOf.get(tx);
  if (!open) throw new Error('This needs the very tx that inTransaction gave, while it is open.');
  return open;
}

/** A query of Kysely's that was not executed yet. */
export interface Statement {
  compile(executor: QueryExecutorProvider): CompiledQuery;
}

/**
 * Sends statements without waiting for their answers: for locks, and for what is written and not read again. Each
 * runs after everything sent before it and before everything sent later, and what is sent in one turn, the commit
 * too, costs one round trip. When one fails, the transaction fails with its error.
 */
export function send(tx: Tx, ...statements: readonly Statement[]): void {
  const { connection, sent } = openState(tx);
  for (const statement of statements) {
    const query = statement.compile(tx);
    refuseTooManyValues(query.parameters);
    query.parameters.forEach(refuseUnsendable);
    const answer = connection.executeQuery(query);
    answer.catch(() => undefined); // seen when the transaction ends
    sent.push(answer);
  }
}

/** Throws when called from inside a transaction callback; `what` begins the sentence. */
export function refuseInsideTransaction(what: string): void {
  if (scope.getStore()?.open) {
    throw new Error(
      `${what} was used inside a transaction callback. Pass the callback's tx down and use that: ` +
        'the embedded database has one connection, so this would wait for itself for ever.',
    );
  }
}

/** Waits until everything that was sent has been answered; throws the first failure. */
export async function answered(tx: Tx): Promise<void> {
  await Promise.all(openState(tx).sent);
}

/**
 * Runs `work` in a savepoint: unless it returns true, what it did is undone, and the locks that it took are given back.
 * What it throws fails the whole transaction.
 */
export async function tryInSavepoint(tx: Tx, work: () => Promise<boolean>): Promise<boolean> {
  send(tx, sql`savepoint attempt`);
  const isKept = await work();
  if (!isKept) send(tx, sql`rollback to savepoint attempt`);
  send(tx, sql`release savepoint attempt`);
  return isKept;
}

/** What a driver fails to write never reaches the database, which would go on and commit the rest. */
function refuseUnsendable(value: unknown): void {
  if (Array.isArray(value)) value.forEach(refuseUnsendable);
  else if (
    typeof value === 'object' &&
    !(value === null || value instanceof Date || value instanceof Uint8Array)
  )
    throw new TypeError('An object is sent as the text that stands for it.');
}

/**
 * Registers `callback` to run when the work of `tx` is done: what it sends are the last statements before the commit.
 * For what locks a row that many transactions want, so that each keeps it for the commit alone.
 */
export function beforeCommit(tx: Tx, callback: () => void): void {
  openState(tx).beforeCommit.push(callback);
}

/**
 * Registers `callback` to run once `tx` has committed: not after a rollback, and not for an attempt that was
 * retried. It runs before the caller sees its result, and must not throw for a reason the caller should know:
 * the commit stands, so a failure is only logged.
 */
export function afterCommit(tx: Tx, callback: () => void): void {
  openState(tx).afterCommit.push(callback);
}

/** What transactions of one database are run on. */
export interface TransactionDriver {
  readonly base: Kysely<Schema>;
  readonly dialect: Dialect;
  readonly logger: DatabaseLogger;
  /** For a database that commits although a statement before the commit could not be handed to it. */
  readonly waitsForAnswers: boolean;
}

/**
 * The transaction without Kysely's own queue before it, which has each statement wait for the answer of the one before:
 * what is asked at the same time travels together, in the order in which it is asked.
 */
function unqueued(tx: Tx, connection: DatabaseConnection, dialect: Dialect): Tx {
  const executor = tx.getExecutor().withConnectionProvider({ provideConnection: (use) => use(connection) });
  return new Transaction<Schema>({ config: { dialect }, dialect, driver: new DummyDriver(), executor });
}

/** Runs `work` in a transaction of `base` as `Database.inTransaction` describes. */
export async function runTransaction<T>(driver: TransactionDriver, work: (tx: Tx) => Promise<T>): Promise<T> {
  refuseInsideTransaction('inTransaction');
  for (let attempt = 1; ; attempt++) {
    const callbacks: (() => void)[] = [];
    try {
      const result = await runOnce(driver, callbacks, work);
      runCallbacks(callbacks, driver.logger);
      return result;
    } catch (error) {
      if (!isRetryable(error) || attempt === maxAttempts) throw error;
      // Two that met once would meet again after equal pauses.
      await pause(Math.random() * maxFirstPauseMs * attempt);
    }
  }
}

async function runOnce<T>(
  { base, dialect, waitsForAnswers }: TransactionDriver,
  callbacks: (() => void)[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const sent: Promise<unknown>[] = [];
  try {
    return await base
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (queued) => {
        const state = { open: true };
        const connection = await queued.getExecutor().provideConnection(async (its) => its);
        const tx = unqueued(queued, connection, dialect);
        const open: Open = { connection, sent, beforeCommit: [], afterCommit: callbacks };
        openOf.set(tx, open);
        try {
          const result = await scope.run(state, () => work(tx));
          for (const callback of open.beforeCommit) callback();
          if (waitsForAnswers) await answered(tx);
          return result;
        } finally {
          // Timers started by `work` keep this scope; they may use the root again from here on.
          state.open = false;
          openOf.delete(tx);
        }
      });
  } finally {
    // What failed first tells why: whatever came after it, the commit too, failed only because of it.
    await Promise.all(sent);
  }
}

function runCallbacks(callbacks: readonly (() => void)[], logger: DatabaseLogger): void {
  for (const callback of callbacks) {
    try {
      callback();
    } catch (error) {
      logger.error({ err: error }, 'An after-commit callback failed; the transaction stays committed.');
    }
  }
}
