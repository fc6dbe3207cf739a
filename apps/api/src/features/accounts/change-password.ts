import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { PrincipalSession } from '../../lib/principal.ts';
import { type OpenedSession, renewSession } from './open-session.ts';
import { deleteSessionsBut } from './store-sessions.ts';
import { updateUser } from './store-users.ts';

/** Gives an account a new password. Every session but the one that asks ends, and that goes on under a new token. */
export async function changePassword(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { session, passwordHash }: { session: PrincipalSession; passwordHash: string },
): Promise<OpenedSession> {
  await updateUser(tx, session.userId, { password_hash: passwordHash });
  await deleteSessionsBut(tx, session.userId, session.id);
  return renewSession(deps, tx, session);
}
