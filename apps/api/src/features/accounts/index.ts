import type { Feature } from '../feature.ts';
import { forgetAccounts } from './forget-accounts.ts';
import { createPasswords } from './passwords.ts';
import { mountSignIn } from './routes.ts';
import { mountLinks } from './routes-links.ts';
import { mountSessions } from './routes-sessions.ts';
import { sendLink } from './send-link.ts';
import { hashesOfLinks } from './store-links.ts';
import { hashesOfSessions } from './store-sessions.ts';

export { linkWanted, type WantedLink } from './ports.ts';
export { makeLinkFor, makeSetupLink } from './send-link.ts';
export { createSessionHolders, type SessionHolders } from './session-holders.ts';

export const accounts: Feature = {
  name: 'accounts',
  tables: ['users', 'sessions', 'account_links'],
  hashed: [hashesOfSessions, hashesOfLinks],
  mount(mount, deps, edge) {
    const passwords = createPasswords();
    mountSignIn(mount, deps, edge, passwords);
    mountLinks(mount, deps, edge, passwords);
    mountSessions(mount, deps, edge);
  },
  jobs: [sendLink],
  forget: forgetAccounts,
};
