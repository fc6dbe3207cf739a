import type { Deps } from '../../deps.ts';
import { fanOutJob } from '../../events/fan-out-job.ts';
import type { FanOut } from '../../events/message.ts';
import { handleJob } from '../../jobs/definition.ts';
import { lotsOf } from '../../lib/lots.ts';
import { findMessages } from './store.ts';

/** Tells every reaction of every message. */
export const fanOut = handleJob(fanOutJob, (deps: Deps, { data }) => tellEachAlone(deps, data), {
  // Small enough that nobody waits for it on the embedded database, which has one connection.
  size: 50,
  handle: (deps, jobs) =>
    tellTogether(
      deps,
      jobs.map(({ data }) => data),
    ),
});

/** A transaction is over soon, however much follows from each message. */
const messagesAtOnce = 100;

/** Every change of every booking comes by here: many messages and all reactions in one transaction. */
async function tellTogether(deps: Deps, fanOuts: readonly FanOut[]): Promise<void> {
  const messages = await findMessages(deps.database.db, fanOuts);
  for (const lot of lotsOf(messages, messagesAtOnce))
    await deps.database.inTransaction(async (tx) => {
      for (const message of lot) for (const react of deps.reactions) await react(deps, tx, message);
    });
}

/**
 * Each reaction has a transaction of its own, so that the fault of one holds up no other. Throws when any failed:
 * the job runs again, and those that were done already find their rows and do nothing.
 */
async function tellEachAlone(deps: Deps, fanOut: FanOut): Promise<void> {
  const faults: unknown[] = [];
  for (const message of await findMessages(deps.database.db, [fanOut])) {
    for (const react of deps.reactions) {
      try {
        await deps.database.inTransaction((tx) => react(deps, tx, message));
      } catch (error) {
        faults.push(error);
      }
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Not every reaction to a message succeeded.');
}
