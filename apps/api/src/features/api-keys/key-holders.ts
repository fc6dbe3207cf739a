import type { Deps } from '../../deps.ts';
import { createCredentialMemory, forgetOldest } from '../../lib/credential-memory.ts';
import type { KeyPrincipal } from '../../lib/principal.ts';
import { hasEnded, looksLikeKey } from './rules.ts';
import { findLiveKeyByHash, markUsed } from './store.ts';

/** `last_used_at` is written at most this often, so that a busy key does not write with every request. */
const usedPrecisionMs = 60_000;

/** Knows who holds a key. */
export interface KeyHolders {
  /** Null for a malformed, unknown, revoked or expired key. */
  find(key: string): Promise<KeyPrincipal | null>;
  /** To be called when a key was revoked here: from then on it is refused in this process. */
  forgetAll(): void;
  /** Whether the key was good when this process last looked it up. Asks nobody. */
  isProven(key: string): boolean;
}

/** The holders of keys, as this process remembers them for a moment; `last_used_at` of a key that is used is kept. */
export function createKeyHolders(deps: Deps): KeyHolders {
  const memory = createCredentialMemory<KeyPrincipal>(() => performance.now());
  const proven = new Set<string>();
  const nameOf = (key: string) => deps.keyring.hashApiKey(key).toString('base64');

  async function prove(name: string): Promise<KeyPrincipal | null> {
    const principal = await lookUp(deps, Buffer.from(name, 'base64'));
    proven.delete(name);
    if (principal) proven.add(name);
    forgetOldest(proven);
    return principal;
  }

  return {
    async find(key) {
      if (!looksLikeKey(key)) return null;
      const name = nameOf(key);
      const holder = await memory.find(name, () => prove(name));
      return holder && hasEnded(holder, deps.clock.now()) ? null : holder;
    },
    forgetAll: memory.forgetAll,
    isProven: (key) => looksLikeKey(key) && proven.has(nameOf(key)),
  };
}

async function lookUp(deps: Deps, hash: Buffer): Promise<KeyPrincipal | null> {
  const row = await findLiveKeyByHash(deps.directory, deps.database.db, hash);
  if (!row) return null;
  const { organization_id: organizationId, id, is_test: isTest, last_used_at: lastUsedAt, plan } = row;
  const { permissions, expires_at } = row;
  const now = deps.clock.now();
  if (!lastUsedAt || now - lastUsedAt.getTime() > usedPrecisionMs) {
    markUsed(deps.database.db, organizationId, id, new Date(now)).catch((error) => {
      // Only a display value: the request goes on without it.
      deps.logger.warn({ err: error, keyId: id }, 'The time of use of an API key was not written.');
    });
  }
  const expiresAt = expires_at?.getTime() ?? null;
  return { kind: 'key', id, organizationId, isTest, plan, permissions, expiresAt };
}
