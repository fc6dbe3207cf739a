import type { Tx } from '../../db/database.ts';
import { sealedColumn } from '../../db/sealed-column.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { type CountedTry, requireTry, type Tries } from '../../lib/standing.ts';
import { lockUser, type UserRow, updateUser } from './store-users.ts';
import { cleanCode, isAppCode, stepOfCode } from './totp.ts';

/** Wrong codes of an account in a quarter of an hour. */
const triesOfAccount = 10;

/** What is kept of an app for codes. */
export interface KeptCodes {
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

const contextOf = (userId: string) => `users:${userId}:totp`;

export const codesOfUsers = sealedColumn({
  table: 'users',
  column: 'totp_sealed',
  key: ['id'],
  isOfNobody: true,
  contextOf: ({ id }) => contextOf(id),
});

export const sealCodes = (keyring: Deps['keyring'], userId: string, kept: KeptCodes): Buffer =>
  keyring.seal(JSON.stringify(kept), contextOf(userId));

export const openCodes = (keyring: Deps['keyring'], { id, totp_sealed }: UserRow): KeptCodes | null =>
  totp_sealed && (JSON.parse(keyring.open(totp_sealed, contextOf(id))) as KeptCodes);

export const wrongCode = () =>
  new ApiError('unauthorized', 'This code is wrong, or was used before. Wait for the next one.');

/** A code that somebody has sent, counted as a try. */
export interface SentCode {
  /** Uses it up. Throws `unauthorized` for one that is wrong or was used. */
  use(tx: Tx): Promise<void>;
  /** Takes the try back: it was a good one. */
  forgive(): Promise<void>;
}

/** None is asked for. */
export const noCode: SentCode = { use: async () => {}, forgive: async () => {} };

/**
 * The code that an account asks for, outside of a transaction; null where one is missing. Throws `rate_limit_exceeded` after too
 * many wrong ones. To be used in the transaction that lets somebody in, so that of two with the same code one is.
 */
export async function countCode(
  { deps, tries }: { deps: Pick<Deps, 'clock' | 'keyring'>; tries: Tries },
  user: UserRow,
  otp: string | undefined,
): Promise<SentCode | null> {
  if (user.totp_on_at === null) return { ...noCode, use: (tx) => refuseOnceAsked(tx, user.id) };
  if (otp === undefined) return null;
  const tried = await countTry({ deps, tries }, user.id);
  return {
    async use(tx) {
      if (!(await useCode(deps, tx, { userId: user.id, otp }))) throw wrongCode();
    },
    forgive: tried.forgive,
  };
}

/** Throws `unauthorized` where the account asks for codes by now: what else proves somebody takes its time. */
async function refuseOnceAsked(tx: Tx, userId: string): Promise<void> {
  const user = await lockUser(tx, userId);
  if (user && user.totp_on_at !== null) throw wrongCode();
}

/** Counts a try at the codes of an account. Throws `rate_limit_exceeded`. */
export const countTry = (
  { deps, tries }: { deps: Pick<Deps, 'clock'>; tries: Tries },
  userId: string,
): Promise<CountedTry> =>
  requireTry(
    tries,
    { what: 'code', who: { name: userId }, limit: triesOfAccount, length: '15m' },
    deps.clock.now(),
  );

async function useCode(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { userId, otp }: { userId: string; otp: string },
): Promise<boolean> {
  const user = await lockUser(tx, userId);
  const kept = user && openCodes(keyring, user);
  if (!user || !kept) return false;
  const code = cleanCode(otp);
  if (isAppCode(code)) {
    const step = stepOfCode(kept.secret, { code, now: clock.now() });
    if (step === null || step <= (user.totp_step ?? -1)) return false;
    await updateUser(tx, userId, { totp_step: step });
    return true;
  }
  const left = kept.recoveryCodes.filter((each) => cleanCode(each) !== code);
  if (left.length === kept.recoveryCodes.length) return false;
  const totp_sealed = sealCodes(keyring, userId, { ...kept, recoveryCodes: left });
  await updateUser(tx, userId, { totp_sealed });
  return true;
}
