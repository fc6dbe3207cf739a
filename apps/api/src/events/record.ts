import type { Tx } from '../db/database.ts';
import type { JobSender } from '../jobs/queue.ts';
import { newId } from '../lib/ids.ts';
import type { Principal } from '../lib/principal.ts';
import { append } from './append.ts';
import type { Fact, StoredMessage } from './message.ts';

export type { Fact, StoredMessage };

/** The kind of attempt that tells reactions of messages. */
export const telling = { name: 'events.fan-out' } as const;

/**
 * Appends facts of one organization to the log with who made them true, in their order, in the transaction that does.
 * There they are untold until everything that follows from them was done: what is committed is told, and nothing else.
 */
export function record(
  { queue }: { readonly queue: Pick<JobSender, 'attemptsDue'> },
  tx: Tx,
  { by, now }: { readonly by: Pick<Principal, 'kind' | 'id'>; readonly now: number },
  ...facts: readonly [Fact, ...Fact[]]
): void {
  append(
    tx,
    facts.map((fact) => ({ ...fact, id: newId('message', now), createdAt: new Date(now), by })),
  );
  for (const isTest of new Set(facts.map((fact) => fact.isTest)))
    queue.attemptsDue(tx, telling, { organizationId: facts[0].organizationId, isTest });
}
