import type { Tx } from '../db/database.ts';
import type { JobSender } from '../jobs/queue.ts';
import { newId } from '../lib/ids.ts';
import { lotsOf } from '../lib/lots.ts';
import type { Principal } from '../lib/principal.ts';
import { append } from './append.ts';
import { fanOutJob } from './fan-out-job.ts';
import type { Fact, StoredMessage } from './message.ts';

export type { Fact, StoredMessage };

/** Few enough that a job is done in its time, whatever follows from each. */
const messagesOfAJob = 50;

/**
 * Appends facts of one organization to the log with who made them true, in their order, in the transaction that does,
 * and with them the jobs that pass them on: what is committed is told, and nothing else.
 */
export async function record(
  { queue }: { readonly queue: Pick<JobSender, 'enqueueAll'> },
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
  const jobs = lotsOf(ids, messagesOfAJob).map((messageIds) => ({
    data: { organizationId, messageIds: [...messageIds] },
  }));
  await queue.enqueueAll(tx, fanOutJob, jobs);
}
