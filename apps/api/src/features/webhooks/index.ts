import type { Feature } from '../feature.ts';
import { deliver } from './deliver.ts';
import { forgetDeliveries } from './forget-deliveries.ts';
import { sendToWebhooks } from './reactions.ts';
import { replay } from './replay.ts';
import { mountWebhooks } from './routes.ts';
import { secretsOfEndpoints } from './secrets.ts';

export { endpointSwitchedOff } from './ports.ts';

export const webhooks: Feature = {
  name: 'webhooks',
  tables: ['webhook_endpoints', 'webhook_deliveries'],
  sealed: secretsOfEndpoints,
  mount: mountWebhooks,
  jobs: [replay],
  attempts: [deliver],
  reactions: [sendToWebhooks],
  forget: forgetDeliveries,
};
