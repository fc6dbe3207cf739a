import { newHashOf } from '../../db/secret-keys.ts';
import type { Deps } from '../../deps.ts';
import { type CredentialHolders, createCredentialHolders } from '../../lib/credential-memory.ts';
import type { Hashes } from '../../lib/crypto.ts';
import type { KeyPrincipal } from '../../lib/principal.ts';
import { hasEnded, looksLikeKey } from './rules.ts';
import { findLiveKey, type LiveKeyRow, markUsed, replaceHash } from './store.ts';

/** `last_used_at` is written at most this often, so that a busy key does not write with every request. */
const usedPrecisionMs = 60_000;

/** Knows who holds a key. */
export type KeyHolders = CredentialHolders<KeyPrincipal>;

/** The holders of keys, as this process remembers them for a moment; `last_used_at` of a key that is used is kept. */
export const createKeyHolders = (deps: Deps): KeyHolders =>
  createCredentialHolders({
    looksRight: looksLikeKey,
    hashes: (key) => deps.keyring.hashesOf('api_key', key),
    lookUp: (hashes) => lookUp(deps, hashes),
    hasEnded: (key) => hasEnded(key, deps.clock.now()),
  });

async function lookUp(deps: Deps, hashes: Hashes): Promise<KeyPrincipal | null> {
  const row = await findLiveKey(deps.directory, deps.database.db, hashes);
  if (!row) return null;
  rehash(deps, row, hashes).catch((error) => {
    deps.logger.warn({ err: error, keyId: row.id }, 'An API key was not hashed anew.');
  });
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

/** Has the current secret key know it, where the one before it did. */
async function rehash({ database, keyring }: Deps, row: LiveKeyRow, hashes: Hashes): Promise<void> {
  const fresh = await newHashOf(database.db, keyring, { hashes, kept: row.key_hash });
  if (fresh) await database.inTransaction((tx) => replaceHash(tx, row, fresh));
}
