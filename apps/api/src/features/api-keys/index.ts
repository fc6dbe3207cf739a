import type { Feature } from '../feature.ts';
import { mountApiKeys } from './routes.ts';
import { hashesOfKeys } from './store.ts';

export { createKey } from './create-key.ts';
export { createKeyHolders, type KeyHolders } from './key-holders.ts';
export { wholeGrant } from './rules.ts';
export { isKeyInUse } from './store.ts';

export const apiKeys: Feature = {
  name: 'api-keys',
  tables: ['api_keys'],
  hashed: [hashesOfKeys],
  mount: mountApiKeys,
};
