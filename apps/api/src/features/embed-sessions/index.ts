import type { Feature } from '../feature.ts';
import { mountEmbedSessions } from './routes.ts';
import { deleteOldSessions, hashesOfEmbedSessions } from './store.ts';

export { createEmbedHolders, type EmbedHolders } from './embed-holders.ts';
export { type EmbedFrame, findFrame } from './find-frame.ts';

export const embedSessions: Feature = {
  name: 'embed-sessions',
  tables: ['embed_sessions'],
  hashed: [hashesOfEmbedSessions],
  mount: mountEmbedSessions,
  forget: ({ database }) => deleteOldSessions(database.db),
};
