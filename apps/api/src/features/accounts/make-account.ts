import type { Tx } from '../../db/database.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import { deleteLinksOfUser } from './store-links.ts';
import { deleteSessionsBut } from './store-sessions.ts';
import { insertUser, lockUser, type UserRow, updateUser } from './store-users.ts';
import { withoutCodes } from './totp.ts';

/** What no two accounts have, by its constraint. */
export const accountTaken = {
  users_mailbox_key: 'There is an account with this email address. Sign in with it.',
} as const;

/** Somebody who gets an account, with what they say of themselves. */
export interface NewAccount {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** Makes an account; `isVerified` where a link to its address was used. Throws `conflict` where there is one with this address. */
export async function makeAccount(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  { name, email, passwordHash }: NewAccount,
  { isVerified }: { readonly isVerified: boolean },
): Promise<UserRow> {
  const now = new Date(clock.now());
  const user: UserRow = {
    id: newId('user', now.getTime()),
    email,
    mailbox: mailboxOf(email),
    email_verified_at: isVerified ? now : null,
    name,
    locale: null,
    timezone: null,
    password_hash: passwordHash,
    ...withoutCodes,
    acts_in: null,
    created_at: now,
  };
  await orTaken(insertUser(tx, user), accountTaken);
  return user;
}

/**
 * Gives an account whose address nobody had proved to whoever has proved it now: what was set up before, by somebody who may
 * have waited for its owner, ends.
 */
export async function takeOverAccount(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  userId: string,
  { name, passwordHash }: Pick<NewAccount, 'name' | 'passwordHash'>,
): Promise<UserRow> {
  await lockUser(tx, userId); // a session that is being opened is seen then
  await deleteSessionsBut(tx, userId, null);
  await deleteLinksOfUser(tx, userId);
  return updateUser(tx, userId, {
    name,
    password_hash: passwordHash,
    ...withoutCodes,
    email_verified_at: new Date(clock.now()),
  });
}
