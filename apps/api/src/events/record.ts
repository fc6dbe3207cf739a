import type { Tx } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import { lotsOf } from '../lib/lots.ts';
import type { Principal } from '../lib/principal.ts';
import { append } from './append.ts';
import type { Fact, FanOut, StoredMessage } from './message.ts';

export type { Fact, FanOut, StoredMessage };

interface FanOutQueue {
  enqueueAll(tx: Tx, name: 'events.fan-out', jobs: readonly { readonly data: FanOut }[]): Promise<void>;
}

/** Few enough that a job is done in its time, whatever follows from each. */
const messagesOfAJob = 50;

/**
 * Appends facts of one organization to the log with who made them true, in their order, in the transaction that does,
 * and with them the jobs that pass them on: what is committed is told, and nothing else.
 */
export async function record(
  { queue }: { readonly queue: FanOutQueue },
  tx: Tx,
  { by, now }: { readonly by: Principal; readonly now: number },
  ...facts: readonly [Fact, ...Fact[]]
): Promise<void> {
  const messages = facts.map((fact) => ({
    ...fact,
    id: newId('message', now),
    createdAt: new Date(now),
    by,
  }));
  append(tx, messages);
  const { organizationId } = facts[0];
  const ids = messages.map(({ id }) => id);
  const jobs = lotsOf(ids, messagesOfAJob).map((messageIds) => ({ data: { organizationId, messageIds } }));
  await queue.enqueueAll(tx, 'events.fan-out', jobs);
}
