import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { PrincipalSession } from '../../lib/principal.ts';
import { openCodes, sealCodes, wrongCode } from './second-factor.ts';
import { deleteSessionsBut } from './store-sessions.ts';
import { lockUser, type UserRow, updateUser } from './store-users.ts';
import { cleanCode, newRecoveryCodes, newTotpSecret, otpauthUrl, stepOfCode, withoutCodes } from './totp.ts';

type Switching = Pick<Deps, 'clock' | 'keyring'>;

/** The account, which is not asked for codes yet. Throws `conflict` where it is. */
async function lockWithoutCodes(tx: Tx, userId: string): Promise<UserRow> {
  const user = await lockUser(tx, userId);
  if (!user || user.totp_on_at !== null)
    throw new ApiError('conflict', 'You sign in with codes already. Switch that off first.');
  return user;
}

/** Makes a secret for an app, of which nothing follows yet. Throws `conflict` for whoever signs in with codes already. */
export async function beginTotp(
  { keyring }: Switching,
  tx: Tx,
  userId: string,
): Promise<{ secret: string; url: string }> {
  const { email } = await lockWithoutCodes(tx, userId);
  const secret = newTotpSecret();
  const totp_sealed = sealCodes(keyring, userId, { secret, recoveryCodes: [] });
  await updateUser(tx, userId, { ...withoutCodes, totp_sealed });
  return { secret, url: otpauthUrl(secret, email) };
}

/**
 * Codes are asked for from now on; every other session ends. Returns the recovery codes. Throws `unauthorized` for a wrong code,
 * and `conflict` where nothing was begun or codes are asked for already.
 */
export async function confirmTotp(
  { clock, keyring }: Switching,
  tx: Tx,
  { session, otp }: { session: PrincipalSession; otp: string },
): Promise<readonly string[]> {
  const { userId } = session;
  const user = await lockWithoutCodes(tx, userId);
  const kept = openCodes(keyring, user);
  if (!kept) throw new ApiError('conflict', 'There is no secret yet. Begin anew.');
  const now = clock.now();
  const step = stepOfCode(kept.secret, { code: cleanCode(otp), now });
  if (step === null) throw wrongCode();
  const recoveryCodes = newRecoveryCodes();
  await updateUser(tx, userId, {
    totp_sealed: sealCodes(keyring, userId, { ...kept, recoveryCodes }),
    totp_on_at: new Date(now),
    totp_step: step,
  });
  await deleteSessionsBut(tx, userId, session.id);
  return recoveryCodes;
}
