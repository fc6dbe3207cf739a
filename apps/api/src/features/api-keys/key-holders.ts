import type { Deps } from '../../deps.ts';
import { type CredentialHolders, createCredentialHolders } from '../../lib/credential-memory.ts';
import type { KeyPrincipal } from '../../lib/principal.ts';
import { hasEnded, looksLikeKey } from './rules.ts';
import { findLiveKeyByHash, markUsed } from './store.ts';

/** `last_used_at` is written at most this often, so that a busy key does not write with every request. */
const usedPrecisionMs = 60_000;

/** Knows who holds a key. */
export type KeyHolders = CredentialHolders<KeyPrincipal>;

/** The holders of keys, as this process remembers them for a moment; `last_used_at` of a key that is used is kept. */
export function createKeyHolders(deps: Deps): KeyHolders {
  const holders = createCredentialHolders({
    looksRight: looksLikeKey,
    hash: deps.keyring.hashApiKey,
    lookUp: (hash) => lookUp(deps, hash),
  });
  return {
    ...holders,
    async find(key) {
      const holder = await holders.find(key);
      return holder && hasEnded(holder, deps.clock.now()) ? null : holder;
    },
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
