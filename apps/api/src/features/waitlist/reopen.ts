import type { Instant } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { reopenJob } from './jobs.ts';
import { nextOpening } from './rules.ts';

/**
 * Has the line looked at when the next spots may open by themselves: one job for an event type and a midnight, however
 * many join.
 */
export async function lookAgain(
  { queue }: Pick<Deps, 'queue'>,
  tx: Tx,
  eventType: { readonly organization_id: string; readonly id: string; readonly timezone: string },
  now: Instant,
): Promise<void> {
  const startAfter = new Date(nextOpening(eventType, now));
  const at = startAfter.toISOString();
  const { organization_id, id: event_type_id } = eventType;
  const singletonKey = `${event_type_id}:${at}`;
  const data = { organization_id, event_type_id, at };
  await queue.enqueue(tx, reopenJob, data, { startAfter, singletonKey });
}
