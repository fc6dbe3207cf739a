import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import type { OwnedKey } from '../../lib/principal.ts';
import { deliver } from './deliver.ts';
import { type EndpointRow, findEndpoint } from './store.ts';
import { type DeliveryRow, lockDelivery, sendDeliveryChanges } from './store-deliveries.ts';

/** Sends a delivery again, with all attempts anew. Throws `not_found`, and `conflict` when the endpoint is off. */
export async function retryDelivery(
  deps: Deps,
  tx: Tx,
  target: OwnedKey,
  deliveryId: string,
): Promise<DeliveryRow> {
  const endpoint = await activeEndpoint(tx, target);
  if (!isId('webhook_delivery', deliveryId)) throw notFound('webhook_delivery');
  const { organization_id } = endpoint;
  const delivery = await lockDelivery(tx, { organization_id, id: deliveryId });
  if (delivery?.endpoint_id !== endpoint.id) throw notFound('webhook_delivery');
  const changes = {
    status: 'pending',
    attempts_before: delivery.attempts,
    next_attempt_at: new Date(deps.clock.now()),
    faults: 0,
    given_up_at: null,
  } as const;
  sendDeliveryChanges(tx, delivery, changes);
  deps.queue.attemptsDue(tx, deliver, target.owner);
  return { ...delivery, ...changes };
}

/** The endpoint, when something may be sent to it. */
export async function activeEndpoint(tx: Tx, { owner, id }: OwnedKey): Promise<EndpointRow> {
  const endpoint = await findEndpoint(tx, owner, id);
  if (!endpoint) throw notFound('webhook_endpoint');
  if (!endpoint.active)
    throw new ApiError('conflict', 'This webhook endpoint is switched off. Switch it on first.');
  return endpoint;
}
