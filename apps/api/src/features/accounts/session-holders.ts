import { newHashOf } from '../../db/secret-keys.ts';
import type { Deps } from '../../deps.ts';
import { type CredentialHolders, createCredentialHolders } from '../../lib/credential-memory.ts';
import type { Hashes } from '../../lib/crypto.ts';
import type { MemberPrincipal } from '../../lib/principal.ts';
import { findMembership, noteSeen } from '../members/index.ts';
import { isOver, seenPrecisionMs } from './rules.ts';
import { findSession, replaceHash, type SessionRow, updateSession } from './store-sessions.ts';

type SignedIn = Omit<MemberPrincipal, 'isTest'>;

/** 256 random bits in base64url. */
const shape = /^[A-Za-z0-9_-]{43}$/;

/** Knows who is signed in, in no mode yet. */
export type SessionHolders = CredentialHolders<SignedIn>;

/** Who comes with sessions, as this process remembers them for a moment; keeps when each was seen last. */
export const createSessionHolders = (deps: Deps): SessionHolders =>
  createCredentialHolders({
    looksRight: (token) => shape.test(token),
    hashes: (token) => deps.keyring.hashesOf('session', token),
    lookUp: (hashes) => lookUp(deps, hashes),
  });

async function lookUp(deps: Deps, hashes: Hashes): Promise<SignedIn | null> {
  const { db } = deps.database;
  const now = deps.clock.now();
  const session = await findSession(db, hashes);
  if (!session || isOver(session, now)) return null;
  const { id, user_id: userId, acts_in: organizationId } = session;
  const membership = await findMembership(db, { organizationId, userId });
  if (!membership) return null;
  keepSeen(deps, session, now);
  rehash(deps, session, hashes).catch((error) => {
    deps.logger.warn({ err: error, sessionId: id }, 'A session was not hashed anew.');
  });
  return {
    kind: 'member',
    id: membership.memberId,
    organizationId,
    role: membership.role,
    plan: membership.plan,
    session: {
      id,
      userId,
      provenAt: session.proven_at.getTime(),
      expiresAt: session.expires_at.getTime(),
    },
  };
}

/** Of the session and of the member whom it acts as; nobody waits for that. */
function keepSeen({ database: { db }, logger }: Deps, session: SessionRow, now: number): void {
  const { id, user_id: userId, acts_in: organizationId, last_seen_at } = session;
  if (now - last_seen_at.getTime() < seenPrecisionMs) return;
  const at = new Date(now);
  Promise.all([
    updateSession(db, id, { last_seen_at: at }),
    noteSeen(db, { organizationId, userId }, at),
  ]).catch((error) => {
    logger.warn({ err: error, sessionId: id }, 'When a session was seen was not written.');
  });
}

/** Has the current secret key know it, where the one before it did. */
async function rehash(
  { database: { db }, keyring }: Deps,
  session: SessionRow,
  hashes: Hashes,
): Promise<void> {
  const fresh = await newHashOf(db, keyring, { hashes, kept: session.token_hash });
  if (fresh) await replaceHash(db, session, fresh);
}
