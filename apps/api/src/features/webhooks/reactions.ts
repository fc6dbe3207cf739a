import type { Reaction } from '../../deps.ts';
import { newDelivery, queueDeliveries } from './queue-deliveries.ts';
import { findSubscribed } from './store.ts';

/** Sends each message to every endpoint of its organization and mode that subscribes to it. */
export const sendToWebhooks: Reaction = async (deps, tx, messages) => {
  const [{ organizationId }] = messages;
  const endpoints = await findSubscribed(tx, organizationId, [
    ...new Set(messages.map(({ event }) => event)),
  ]);
  const now = deps.clock.now();
  const deliveries = messages.flatMap((message) =>
    endpoints
      .filter((each) => each.is_test === message.isTest && each.events.includes(message.event))
      .map((endpoint) => newDelivery(endpoint, message, { cause: 'event', now })),
  );
  await queueDeliveries(deps, tx, deliveries);
};
