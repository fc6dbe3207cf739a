import type { MessageEvent } from '@astrocal/contract';
import type { Tx } from '../db/database.ts';
import { send } from '../db/transactions.ts';
import type { Owner } from '../lib/actor.ts';
import { newId } from '../lib/ids.ts';

/** A fact that the transaction makes true. */
export interface Fact extends Owner {
  readonly event: MessageEvent;
  /** The resource as the API shows it, without secrets. */
  readonly data: object;
}

/** A fact as the log keeps it. */
export interface StoredMessage extends Fact {
  readonly id: string;
  readonly createdAt: Date;
}

/** What the job carries that tells the rest of the system about messages of one organization. */
export interface FanOut {
  readonly organizationId: string;
  readonly messageIds: readonly string[];
}

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
  send(tx, tx.insertInto('events').values(rows));
  const messageIds = rows.map(({ id }) => id);
  await queue.enqueue(tx, 'events.fan-out', { organizationId: facts[0].organizationId, messageIds });
}
