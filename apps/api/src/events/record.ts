import type { MessageEvent } from '@astrocal/contract';
import type { Tx } from '../db/database.ts';
import { insertRows } from '../db/insert.ts';
import { send } from '../db/transactions.ts';
import type { Owner } from '../lib/actor.ts';
import { newId } from '../lib/ids.ts';

/** A fact that the transaction makes true. */
export interface Fact extends Owner {
  readonly event: MessageEvent;
  /** The resource as the API shows it, without secrets. */
  readonly data: object;
}

/** Appends facts to the log, in their order, in the transaction that makes them true. */
export function record(tx: Tx, now: number, ...facts: readonly Fact[]): void {
  const rows = facts.map(({ organizationId, isTest, event, data }) => ({
    organization_id: organizationId,
    id: newId('message', now),
    is_test: isTest,
    event,
    data: JSON.stringify(data),
    created_at: new Date(now),
  }));
  send(tx, insertRows('events', ...rows));
}
