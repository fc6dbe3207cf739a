import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, invalid } from '../../lib/api-error.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import { requireTry, type Tries } from '../../lib/standing.ts';
import type { Passwords } from './passwords.ts';
import { countCode, type SentCode } from './second-factor.ts';
import { findUser, findUserByMailbox, lockUser, type UserRow } from './store-users.ts';

/** Wrong passwords in a quarter of an hour: of one account, whoever tries, and from one address. */
const triesOfAccount = 10;
const triesOfAddress = 30;

/** With what it is found out that somebody is who they say. */
export interface Proving {
  readonly deps: Pick<Deps, 'database' | 'clock' | 'keyring'>;
  readonly passwords: Passwords;
  readonly tries: Tries;
}

/** The one answer to whatever is wrong when somebody signs in. */
export const wrongSignIn = () =>
  new ApiError('unauthorized', 'This email address and password don’t belong together. Try again.');

export const wrongPassword = () => new ApiError('unauthorized', 'This is not your password. Try again.');

/**
 * The account that an address and a password open. Whatever is wrong is the same `unauthorized`, and costs the same:
 * that there is no such account, and that it was tried too often, nobody learns. Throws `rate_limit_exceeded` for an
 * address of the network that was wrong too often.
 */
export async function provePassword(
  { deps, passwords, tries }: Proving,
  { email, password, address }: { email: string; password: string; address: string | null },
): Promise<UserRow> {
  const mailbox = mailboxOf(email);
  const length = '15m';
  const trying = { what: 'sign-in', who: { address }, limit: triesOfAddress, length } as const;
  const byAddress = await requireTry(tries, trying, deps.clock.now());
  const byAccount = await tries.count({
    what: 'sign-in:account',
    who: { name: mailbox },
    limit: triesOfAccount,
    length,
  });
  const user = await findUserByMailbox(deps.database.db, mailbox);
  const isRight = await passwords.verify(user?.password_hash ?? null, password);
  if (!user || !isRight || !byAccount.standing.allowed) throw wrongSignIn();
  await byAddress.forgive();
  await byAccount.forgive();
  return user;
}

/** Somebody who is signed in proves who they are by their password. Throws `unauthorized` and `rate_limit_exceeded`. */
export async function proveByPassword(
  { deps, passwords, tries }: Proving,
  { userId, password }: { userId: string; password: string },
): Promise<UserRow> {
  const user = await findUser(deps.database.db, userId);
  if (!user) throw wrongPassword();
  const trying = { what: 'prove', who: { name: userId }, limit: triesOfAccount, length: '15m' } as const;
  const tried = await requireTry(tries, trying, deps.clock.now());
  if (!(await passwords.verify(user.password_hash, password))) throw wrongPassword();
  await tried.forgive();
  return user;
}

/**
 * The same by a code, where the account asks for codes: what is returned is to be used in the transaction that believes it.
 * Throws `validation_error` where what is needed is missing.
 */
export async function proveAgain(
  proving: Proving,
  userId: string,
  { password, otp }: { password?: string | undefined; otp?: string | undefined },
): Promise<SentCode> {
  const user = await findUser(proving.deps.database.db, userId);
  if (!user) throw wrongPassword();
  const code = await countCode(proving, user, otp);
  if (!code) throw invalid({ path: 'body.otp', message: 'is needed: you sign in with codes' });
  if (user.totp_on_at !== null) return code;
  if (password === undefined) throw invalid({ path: 'body.password', message: 'is needed' });
  const proven = await proveByPassword(proving, { userId, password });
  return {
    ...code,
    async use(tx) {
      if (!(await keepProven(tx, proven))) throw wrongPassword();
      await code.use(tx);
    },
  };
}

/**
 * The account of whoever has just proved themselves, locked; undefined where another password opens it by now. Hashing takes
 * its time: who knew the old one must not come in, or set another, after the account was taken from them.
 */
export async function keepProven(
  tx: Tx,
  { id, password_hash }: Pick<UserRow, 'id' | 'password_hash'>,
): Promise<UserRow | undefined> {
  const user = await lockUser(tx, id);
  return user?.password_hash === password_hash ? user : undefined;
}
