import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notSignedIn } from '../../lib/api-error.ts';
import { randomToken } from '../../lib/crypto.ts';
import { newId } from '../../lib/ids.ts';
import type { Visit } from '../../lib/visit.ts';
import { noteSeen } from '../members/index.ts';
import { longestSessionMs } from './rules.ts';
import { deleteSessionOf, insertSession, updateSession } from './store-sessions.ts';

/** A session with the token of its cookie, which is kept nowhere. */
export interface OpenedSession {
  readonly token: string;
  readonly expiresAt: number;
}

/** Opens a session of an account in an organization. The one whose cookie the browser brought along ends. */
export async function openSession(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { userId, actsIn, visit }: { userId: string; actsIn: string; visit: Visit },
): Promise<OpenedSession> {
  const now = clock.now();
  const token = randomToken();
  const expiresAt = now + longestSessionMs;
  if (visit.sessionToken !== null) await deleteSessionOf(tx, keyring.hashesOf('session', visit.sessionToken));
  await insertSession(tx, {
    id: newId('session', now),
    token_hash: keyring.hashSecret('session', token),
    hashed_by: keyring.current.id,
    user_id: userId,
    acts_in: actsIn,
    user_agent: visit.userAgent,
    address: visit.address,
    created_at: new Date(now),
    last_seen_at: new Date(now),
    proven_at: new Date(now),
    expires_at: new Date(expiresAt),
  });
  await noteSeen(tx, { organizationId: actsIn, userId }, new Date(now));
  return { token, expiresAt };
}

/**
 * The session goes on under a new token, proven just now: whoever has the old one is out. Throws `unauthorized` where it has
 * ended meanwhile.
 */
export async function renewSession(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { id, expiresAt }: { id: string; expiresAt: number },
): Promise<OpenedSession> {
  const token = randomToken();
  const isRenewed = await updateSession(tx, id, {
    token_hash: keyring.hashSecret('session', token),
    hashed_by: keyring.current.id,
    proven_at: new Date(clock.now()),
  });
  if (!isRenewed) throw notSignedIn();
  return { token, expiresAt };
}
