import type { Tx } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import { send } from '../db/transactions.ts';
import { newId } from '../lib/ids.ts';
import type { Fact, FanOut, StoredMessage } from './message.ts';

export type { Fact, FanOut, StoredMessage };

interface FanOutQueue {
  enqueue(tx: Tx, name: 'events.fan-out', data: FanOut): Promise<void>;
}

/**
 * Appends facts of one organization to the log, in their order, in the transaction that makes them true, and with
 * them the job that passes them on: what is committed is told, and nothing else.
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
  send(tx, insertRows('events', ...rows));
  const messageIds = rows.map(({ id }) => id);
  await queue.enqueue(tx, 'events.fan-out', { organizationId: facts[0].organizationId, messageIds });
}
