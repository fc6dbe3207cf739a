import type { Deps } from '../../deps.ts';
import { createCredentialMemory, forgetOldest } from '../../lib/credential-memory.ts';
import type { MemberPrincipal } from '../../lib/principal.ts';
import { findMembership } from '../members/index.ts';
import { isOver, seenPrecisionMs } from './rules.ts';
import { findSessionByHash, type SessionRow, updateSession } from './store-sessions.ts';

type SignedIn = Omit<MemberPrincipal, 'isTest'>;

/** 256 random bits in base64url. */
const shape = /^[A-Za-z0-9_-]{43}$/;

/** Knows who is signed in. */
export interface SessionHolders {
  /** In no mode yet; null for a malformed, unknown or ended one. */
  find(token: string): Promise<SignedIn | null>;
  /** To be called when a session ended or changed here, or what its member may. */
  forgetAll(): void;
  /** Whether the session was good when this process last looked it up. Asks nobody. */
  isProven(token: string): boolean;
}

/** Who comes with sessions, as this process remembers them for a moment; keeps when each was seen last. */
export function createSessionHolders(deps: Deps): SessionHolders {
  const memory = createCredentialMemory<SignedIn>(() => performance.now());
  const proven = new Set<string>();
  const nameOf = (token: string) => deps.keyring.hashSecret('session', token).toString('base64');

  async function prove(name: string): Promise<SignedIn | null> {
    const signedIn = await lookUp(deps, Buffer.from(name, 'base64'));
    proven.delete(name);
    if (signedIn) proven.add(name);
    forgetOldest(proven);
    return signedIn;
  }

  return {
    async find(token) {
      if (!shape.test(token)) return null;
      const name = nameOf(token);
      return memory.find(name, () => prove(name));
    },
    forgetAll: memory.forgetAll,
    isProven: (token) => shape.test(token) && proven.has(nameOf(token)),
  };
}

async function lookUp(deps: Deps, hash: Buffer): Promise<SignedIn | null> {
  const { db } = deps.database;
  const now = deps.clock.now();
  const session = await findSessionByHash(db, hash);
  if (!session || isOver(session, now)) return null;
  const { id, user_id: userId, acts_in: organizationId } = session;
  const membership = await findMembership(db, { organizationId, userId });
  if (!membership) return null;
  keepSeen(deps, session, now);
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

function keepSeen({ database, logger }: Deps, { id, last_seen_at }: SessionRow, now: number): void {
  if (now - last_seen_at.getTime() < seenPrecisionMs) return;
  updateSession(database.db, id, { last_seen_at: new Date(now) }).catch((error) => {
    logger.warn({ err: error, sessionId: id }, 'When a session was seen was not written.');
  });
}
