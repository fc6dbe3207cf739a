import type { Tx } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import { append } from './append.ts';
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
  const messages = facts.map((fact) => ({ ...fact, id: newId('message', now), createdAt: new Date(now) }));
  append(tx, messages);
  const messageIds = messages.map(({ id }) => id);
  await queue.enqueue(tx, 'events.fan-out', { organizationId: facts[0].organizationId, messageIds });
}
