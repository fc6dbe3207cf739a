export { deliver } from './deliver.ts';
export { forgetDeliveries } from './forget-deliveries.ts';
export { sendToWebhooks } from './reactions.ts';
export { replay } from './replay.ts';
export { mountWebhooks } from './routes.ts';
