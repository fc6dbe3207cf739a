import { type ConnectionProvider, DummyDriver, Kysely, type KyselyConfig } from 'kysely';
import type { Schema } from './schema.ts';
import { DatabaseClosedError } from './sqlstate.ts';
import { refuseInsideTransaction } from './transactions.ts';

/**
 * A view of `base` for statements outside transactions. Every way to a connection goes through one provider,
 * so a use inside a transaction callback throws before it can wait; `.transaction()` is always refused.
 */
export function guardedRoot(
  base: Kysely<Schema>,
  dialect: KyselyConfig['dialect'],
  isClosed: () => boolean,
): Kysely<Schema> {
  const executor = base.getExecutor();
  const guarded: ConnectionProvider = {
    async provideConnection(consumer, options) {
      refuseInsideTransaction('The root database');
      if (isClosed()) throw new DatabaseClosedError();
      return executor.provideConnection(consumer, options);
    },
  };
  return new Kysely<Schema>({
    config: { dialect },
    dialect,
    driver: new NoTransactions(),
    executor: executor.withConnectionProvider(guarded),
  });
}

/** Kysely asks the driver only for transactions here; connections come from the provider above. */
class NoTransactions extends DummyDriver {
  override async beginTransaction(): Promise<never> {
    throw new Error('Use inTransaction: it retries, and it guards against the root being used inside.');
  }
  override async destroy(): Promise<never> {
    throw new Error('Use Database.close.');
  }
}
