import type { Feature } from '../feature.ts';
import { sendEmailLink } from './change-email.ts';
import { forgetAccounts } from './forget-accounts.ts';
import { mountSignIn } from './routes.ts';
import { mountLinks } from './routes-links.ts';
import { mountSessions } from './routes-sessions.ts';
import { mountTotp } from './routes-totp.ts';
import { mountUser } from './routes-user.ts';
import { codesOfUsers } from './second-factor.ts';
import { sendLink } from './send-link.ts';
import { hashesOfLinks } from './store-links.ts';
import { hashesOfSessions } from './store-sessions.ts';

export { chooseOrganization } from './choose-organization.ts';
export { linkExpired, linkLasts, makeLink, requireLink, takeLink } from './links.ts';
export { makeAccount, type NewAccount, takeOverAccount } from './make-account.ts';
export { createPasswords, type Passwords, requireGoodPassword } from './passwords.ts';
export { linkWanted, type WantedLink } from './ports.ts';
export { presentSignedIn } from './present.ts';
export { makeLinkFor, makeSetupLink } from './send-link.ts';
export { createSessionHolders, type SessionHolders } from './session-holders.ts';
export { enter, findSignedIn, type SignedInAccount, type SignInEntry } from './sign-in.ts';
export { deleteLinksOfInvitation } from './store-links.ts';
export { findUserByMailbox, lockUser, type UserRow } from './store-users.ts';

export const accounts: Feature = {
  name: 'accounts',
  tables: ['users', 'sessions', 'account_links'],
  sealed: [codesOfUsers],
  hashed: [hashesOfSessions, hashesOfLinks],
  mount(mount, deps, edge) {
    mountSignIn(mount, deps, edge);
    mountLinks(mount, deps, edge);
    mountSessions(mount, deps, edge);
    mountUser(mount, deps, edge);
    mountTotp(mount, deps, edge);
  },
  jobs: [sendLink, sendEmailLink],
  forget: forgetAccounts,
};
