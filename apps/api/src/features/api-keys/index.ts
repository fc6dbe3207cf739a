export { createKey } from './create-key.ts';
export { createFindKeyActor } from './find-key-actor.ts';
export { mountApiKeys } from './routes.ts';
