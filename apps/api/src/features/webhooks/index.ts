import type { Feature } from '../feature.ts';
import { deliver } from './deliver.ts';
import { forgetDeliveries } from './forget-deliveries.ts';
import { sendToWebhooks } from './reactions.ts';
import { replay } from './replay.ts';
import { mountWebhooks } from './routes.ts';

export { endpointSwitchedOff } from './ports.ts';

export const webhooks: Feature = {
  name: 'webhooks',
  tables: ['webhook_endpoints', 'webhook_deliveries'],
  mount: mountWebhooks,
  jobs: [replay],
  attempts: [deliver],
  reactions: [sendToWebhooks],
  forget: forgetDeliveries,
};
