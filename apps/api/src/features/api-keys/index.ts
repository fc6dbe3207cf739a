export { createKey } from './create-key.ts';
export { createKeyHolders } from './key-holders.ts';
export { mountApiKeys } from './routes.ts';
