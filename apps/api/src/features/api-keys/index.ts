export { createKey } from './create-key.ts';
export { createKeyHolders } from './find-key-actor.ts';
export { mountApiKeys } from './routes.ts';
