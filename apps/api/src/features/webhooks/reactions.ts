import type { Reaction } from '../../deps.ts';
import { newDelivery, queueDeliveries } from './queue-deliveries.ts';
import { findSubscribed } from './store.ts';

/** Sends a message to every endpoint of its organization and mode that subscribes to it. */
export const sendToWebhooks: Reaction = async (deps, tx, message) => {
  const endpoints = await findSubscribed(tx, message, message.event);
  const now = deps.clock.now();
  await queueDeliveries(
    deps,
    tx,
    endpoints.map((endpoint) => newDelivery(endpoint, message, { cause: 'event', now })),
  );
};
