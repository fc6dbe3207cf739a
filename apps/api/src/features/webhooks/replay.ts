import type { MessageEvent, WebhookReplay } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { invalid } from '../../lib/api-error.ts';
import { newInternalId } from '../../lib/ids.ts';
import { instantOf } from '../../lib/instants.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { type ReplayPage, replayJob } from './jobs.ts';
import { newDelivery, queueDeliveries } from './queue-deliveries.ts';
import { activeEndpoint } from './retry-delivery.ts';
import { findEndpoint } from './store.ts';
import { countMessages, findMessagesInRange } from './store-messages.ts';

/** Few enough for a short transaction. */
const pageSize = 200;

/** Starts to send messages of the log again; returns how many. Throws `not_found`, `conflict`, `validation_error`. */
export async function startReplay(
  deps: Deps,
  tx: Tx,
  target: OwnedKey,
  { event, created_after, created_before }: Static<typeof WebhookReplay>,
): Promise<number> {
  const endpoint = await activeEndpoint(tx, target);
  if (event !== undefined && !endpoint.events.includes(event))
    throw invalid({ path: 'body.event', message: 'must be one that the endpoint subscribes to' });
  const from = instantOf(created_after);
  const before = instantOf(created_before);
  if (from >= before) throw invalid({ path: 'body.created_before', message: 'must be after created_after' });
  const now = deps.clock.now();
  // What is recorded from now on reaches the endpoint anyway.
  const range = { events: event ? [event] : [...endpoint.events], from, until: Math.min(before, now + 1) };
  const count = await countMessages(tx, target.owner, range);
  const replayId = newInternalId('rpl', now) as ReplayPage['replay_id'];
  const { organization_id, is_test, id: endpoint_id } = endpoint;
  const page = { organization_id, is_test, endpoint_id, replay_id: replayId, ...range, after: null };
  if (count > 0) await deps.queue.enqueue(tx, replayJob, page);
  return count;
}

/** Queues one page and, with it, the job of the next. Running twice, it finds the deliveries that it has made. */
export const replay = handleJob(replayJob, (deps: Deps, { data }) =>
  deps.database.inTransaction(async (tx) => {
    const { endpoint_id: endpointId, replay_id: cause, after, events, from, until } = data;
    const owner = { organizationId: data.organization_id, isTest: data.is_test };
    const endpoint = await findEndpoint(tx, owner, endpointId);
    if (!endpoint?.active) return;
    const range = { events, from, until, after, limit: pageSize };
    const messages = await findMessagesInRange(tx, owner, range);
    const now = deps.clock.now();
    await queueDeliveries(
      deps,
      tx,
      messages.map(({ id, event, data, created_at: createdAt }) => {
        const message = { ...owner, id, event: event as MessageEvent, data, createdAt };
        return newDelivery(endpoint, message, { cause, now });
      }),
    );
    const last = messages.at(-1);
    if (last && messages.length === pageSize)
      await deps.queue.enqueue(tx, replayJob, { ...data, after: last.id });
  }),
);
