import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { promoteJob } from './jobs.ts';
import { findWaitedForAmong } from './store-waiting.ts';

/** Has the lines of event types that were changed looked at, where somebody stands in them. */
export async function promoteAfterChange(deps: Deps, tx: Tx, eventTypes: readonly RowKey[]): Promise<void> {
  const waitedFor = await findWaitedForAmong(tx, eventTypes);
  const jobs = waitedFor.map(({ organization_id, id }) => ({ data: { organization_id, event_type_id: id } }));
  await deps.queue.enqueueAll(tx, promoteJob, jobs);
}

/** Has the lines looked at of all that a member can hold. */
export async function promoteForHost(deps: Deps, tx: Tx, member: RowKey): Promise<void> {
  const { organization_id, id: host_id } = member;
  const jobs = [false, true].map((is_test) => ({ data: { organization_id, host_id, is_test } }));
  await deps.queue.enqueueAll(tx, promoteJob, jobs);
}
