import type { Deps, Reaction } from '../../deps.ts';
import type { FanOut } from '../../events/record.ts';
import { defineJob } from '../../jobs/definition.ts';
import { findMessages } from './store.ts';

/** Makes the job that tells every reaction of every message. */
export const createFanOut = (reactions: readonly Reaction[]) =>
  defineJob<FanOut, Deps>()({
    name: 'events.fan-out',
    retryLimit: 20,
    retryDelayMaxSeconds: 60,
    concurrency: 4,
    handle: (deps, { data }) => fanOut(deps, data, reactions),
  });

/**
 * Each reaction has a transaction of its own, so that the fault of one holds up no other. Throws when any failed:
 * the job runs again, and those that were done already find their rows and do nothing.
 */
async function fanOut(
  deps: Deps,
  { organizationId, messageIds }: FanOut,
  reactions: readonly Reaction[],
): Promise<void> {
  const faults: unknown[] = [];
  for (const message of await findMessages(deps.database.db, { organizationId, ids: messageIds })) {
    for (const react of reactions) {
      try {
        await deps.database.inTransaction((tx) => react(deps, tx, message));
      } catch (error) {
        faults.push(error);
      }
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Not every reaction to a message succeeded.');
}
