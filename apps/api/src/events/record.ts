import type { Tx } from '../db/database.ts';
import { newId } from '../lib/ids.ts';
import type { Principal } from '../lib/principal.ts';
import { append } from './append.ts';
import type { Fact, StoredMessage } from './message.ts';

export type { Fact, StoredMessage };

/** The kind of attempt that tells reactions of messages. */
export const telling = 'events.fan-out';

interface Wake {
  attemptsDue(tx: Tx, kind: typeof telling, owner: Pick<Fact, 'organizationId' | 'isTest'>): void;
}

/**
 * Appends facts of one organization to the log with who made them true, in their order, in the transaction that does.
 * There they are untold until everything that follows from them was done: what is committed is told, and nothing else.
 */
export function record(
  { queue }: { readonly queue: Wake },
  tx: Tx,
  { by, now }: { readonly by: Principal; readonly now: number },
  ...facts: readonly [Fact, ...Fact[]]
): void {
  append(
    tx,
    facts.map((fact) => ({ ...fact, id: newId('message', now), createdAt: new Date(now), by })),
  );
  for (const isTest of new Set(facts.map((fact) => fact.isTest)))
    queue.attemptsDue(tx, telling, { organizationId: facts[0].organizationId, isTest });
}
