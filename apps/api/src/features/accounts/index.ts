import type { Feature } from '../feature.ts';
import { forgetSessions } from './forget-sessions.ts';
import { mountSignIn } from './routes.ts';
import { mountSessions } from './routes-sessions.ts';

export { createSessionHolders, type SessionHolders } from './session-holders.ts';

export const accounts: Feature = {
  name: 'accounts',
  tables: ['users', 'sessions'],
  mount(...args) {
    mountSignIn(...args);
    mountSessions(...args);
  },
  forget: forgetSessions,
};
