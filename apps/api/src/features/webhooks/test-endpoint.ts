import { type MessageEvent, messageExampleOf } from '@astrocal/contract';
import { attemptNow } from '../../attempts/attempt-now.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { deliver } from './deliver.ts';
import { newDelivery } from './queue-deliveries.ts';
import { type EndpointRow, findEndpoint } from './store.ts';
import { type DeliveryRow, findDelivery, insertDeliveries } from './store-deliveries.ts';

/** When a worker sends the sample, should the request die that was to do it. */
const backstopMs = 30_000;

/** Makes a delivery of a sample message, which `sendSample` then sends. Throws `not_found`. */
export async function makeSample(
  deps: Deps,
  tx: Tx,
  { owner, id }: OwnedKey,
  event: MessageEvent,
): Promise<DeliveryRow> {
  const endpoint = await findEndpoint(tx, owner, id);
  if (!endpoint) throw notFound('webhook_endpoint');
  const now = deps.clock.now();
  const message = {
    ...owner,
    id: newId('message', now),
    event,
    data: sampleData(endpoint, event),
    createdAt: new Date(now),
  };
  const delivery = {
    ...newDelivery(endpoint, message, { cause: 'test', now }),
    next_attempt_at: new Date(now + backstopMs),
  };
  await insertDeliveries(tx, [delivery]);
  return delivery;
}

/** Sends it, once, and returns it with what came of that. */
export async function sendSample(deps: Deps, sample: DeliveryRow): Promise<DeliveryRow> {
  await attemptNow(deps, deliver, sample);
  return (await findDelivery(deps.database.db, sample)) ?? sample;
}

/** The example of the documentation, as if it were of this organization; it says of itself what it is. */
function sampleData({ organization_id, is_test }: EndpointRow, event: MessageEvent): object {
  const { data } = messageExampleOf(event);
  const own = { organization_id, is_test, metadata: { sample: true } };
  return Object.fromEntries(Object.entries({ ...data, ...own }).filter(([name]) => name in data));
}
