import type { Tx } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import { send } from '../db/transactions.ts';
import { newId } from '../lib/ids.ts';
import { lotsOf } from '../lib/lots.ts';
import type { Fact, FanOut, StoredMessage } from './message.ts';

export type { Fact, FanOut, StoredMessage };

interface FanOutQueue {
  enqueueAll(tx: Tx, name: 'events.fan-out', jobs: readonly { readonly data: FanOut }[]): Promise<void>;
}

/** Few enough that a job is done in its time, whatever follows from each. */
const messagesOfAJob = 50;

/**
 * Appends facts of one organization to the log, in their order, in the transaction that makes them true, and with
 * them the jobs that pass them on: what is committed is told, and nothing else.
 */
export async function record(
  { queue }: { readonly queue: FanOutQueue },
  tx: Tx,
  now: number,
  ...facts: readonly [Fact, ...Fact[]]
): Promise<void> {
  const rows = facts.map(({ organizationId, isTest, event, data }) => ({
    organization_id: organizationId,
    id: newId('message', now),
    is_test: isTest,
    event,
    data: JSON.stringify(data),
    created_at: new Date(now),
  }));
  for (const lot of lotsOf(rows)) send(tx, insertRows('events', ...lot));
  const { organizationId } = facts[0];
  const ids = rows.map(({ id }) => id);
  const jobs = lotsOf(ids, messagesOfAJob).map((messageIds) => ({ data: { organizationId, messageIds } }));
  await queue.enqueueAll(tx, 'events.fan-out', jobs);
}
