import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { DatabaseLogger, Tx } from './database.ts';
import type { Schema } from './schema.ts';
import { isRetryable } from './sqlstate.ts';

const maxAttempts = 5;
const maxFirstPauseMs = 20;

/** What the code below a transaction callback runs in; `open` is false once the transaction has ended. */
const scope = new AsyncLocalStorage<{ open: boolean }>();

const afterCommitOf = new WeakMap<Tx, (() => void)[]>();

/** Throws when called from inside a transaction callback; `what` begins the sentence. */
export function refuseInsideTransaction(what: string): void {
  if (scope.getStore()?.open) {
    throw new Error(
      `${what} was used inside a transaction callback. Pass the callback's tx down and use that: ` +
        'the embedded database has one connection, so this would wait for itself for ever.',
    );
  }
}

/**
 * Registers `callback` to run once `tx` has committed: not after a rollback, and not for an attempt that was
 * retried. It runs before the caller sees its result, and must not throw for a reason the caller should know:
 * the commit stands, so a failure is only logged.
 */
export function afterCommit(tx: Tx, callback: () => void): void {
  const callbacks = afterCommitOf.get(tx);
  if (!callbacks) throw new Error('afterCommit needs the very tx that inTransaction gave, while it is open.');
  callbacks.push(callback);
}

/** Runs `work` in a transaction of `base` as `Database.inTransaction` describes. */
export async function runTransaction<T>(
  base: Kysely<Schema>,
  logger: DatabaseLogger,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  refuseInsideTransaction('inTransaction');
  for (let attempt = 1; ; attempt++) {
    const callbacks: (() => void)[] = [];
    try {
      const result = await runOnce(base, callbacks, work);
      runCallbacks(callbacks, logger);
      return result;
    } catch (error) {
      if (!isRetryable(error) || attempt === maxAttempts) throw error;
      // Two that met once would meet again after equal pauses.
      await pause(Math.random() * maxFirstPauseMs * attempt);
    }
  }
}

async function runOnce<T>(
  base: Kysely<Schema>,
  callbacks: (() => void)[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return base
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => {
      const state = { open: true };
      afterCommitOf.set(tx, callbacks);
      try {
        return await scope.run(state, () => work(tx));
      } finally {
        // Timers started by `work` keep this scope; they may use the root again from here on.
        state.open = false;
        afterCommitOf.delete(tx);
      }
    });
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
