import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { promoteJob } from './jobs.ts';
import { isWaitedFor } from './store-waiting.ts';

/** Has the line of an event type that was changed looked at, where somebody stands in it. */
export async function promoteAfterChange(deps: Deps, tx: Tx, eventType: RowKey): Promise<void> {
  const { organization_id, id: event_type_id } = eventType;
  if (await isWaitedFor(tx, eventType))
    await deps.queue.enqueue(tx, promoteJob, { organization_id, event_type_id });
}

/** Has the lines looked at of all that a member can hold. */
export async function promoteAfterReturn(deps: Deps, tx: Tx, member: RowKey): Promise<void> {
  const { organization_id, id: host_id } = member;
  for (const is_test of [false, true])
    await deps.queue.enqueue(tx, promoteJob, { organization_id, host_id, is_test });
}
