import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { fanOutJob } from '../../events/fan-out-job.ts';
import type { FanOut, StoredMessage } from '../../events/message.ts';
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

/** Every change of every booking comes by here: many messages of an organization and all reactions in one transaction. */
async function tellTogether(deps: Deps, fanOuts: readonly FanOut[]): Promise<void> {
  const { database, reactions } = deps;
  for (const [organizationId, ofOne] of Map.groupBy(fanOuts, (each) => each.organizationId)) {
    const ids = ofOne.flatMap(({ messageIds }) => messageIds);
    const messages = await findMessages(database.db, { organizationId, messageIds: ids });
    for (const lot of lotsOf(messages, messagesAtOnce)) await database.inTransaction(tellAll(lot));
  }

  function tellAll([first, ...others]: readonly StoredMessage[]) {
    return async (tx: Tx) => {
      if (first) for (const react of reactions) await react(deps, tx, [first, ...others]);
    };
  }
}

/**
 * Each reaction to each message has a transaction of its own, so that the fault of one holds up no other. Throws when
 * any failed: the job runs again, and those that were done already find their rows and do nothing.
 */
async function tellEachAlone(deps: Deps, fanOut: FanOut): Promise<void> {
  const faults: unknown[] = [];
  for (const message of await findMessages(deps.database.db, fanOut)) {
    for (const react of deps.reactions) {
      try {
        await deps.database.inTransaction((tx) => react(deps, tx, [message]));
      } catch (error) {
        faults.push(error);
      }
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Not every reaction to a message succeeded.');
}
