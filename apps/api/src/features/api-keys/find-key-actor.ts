import type { Deps } from '../../deps.ts';
import type { KeyActor } from '../../lib/actor.ts';
import { looksLikeKey } from './rules.ts';
import { findLiveKeyByHash, markUsed } from './store.ts';

/** A looked-up key is believed this long, so a revocation holds everywhere within a second without a broadcast. */
const believedMs = 1000;
const maxRemembered = 10_000;
/** `last_used_at` is written at most this often, so that a busy key does not write with every request. */
const usedPrecisionMs = 60_000;

interface Remembered {
  readonly actor: Promise<KeyActor | null>;
  readonly until: number;
}

/** Makes the function that finds who holds a key: null for a malformed, unknown or revoked one. */
export function createFindKeyActor(deps: Deps): (key: string) => Promise<KeyActor | null> {
  const remembered = new Map<string, Remembered>();
  return async (key) => {
    if (!looksLikeKey(key)) return null;
    const hash = deps.keyring.hashApiKey(key);
    const name = hash.toString('base64');
    const now = performance.now();
    const known = remembered.get(name);
    if (known && known.until > now) return known.actor;
    if (remembered.size >= maxRemembered) remembered.clear();
    const actor = lookUp(deps, hash);
    remembered.set(name, { actor, until: now + believedMs });
    actor.catch(() => remembered.delete(name)); // the failure itself reaches the caller by the same promise
    return actor;
  };
}

async function lookUp(deps: Deps, hash: Buffer): Promise<KeyActor | null> {
  const row = await findLiveKeyByHash(deps.database.db, hash);
  if (!row) return null;
  const { organization_id: organizationId, id: keyId, is_test: isTest, last_used_at: lastUsedAt, plan } = row;
  const now = deps.clock.now();
  if (!lastUsedAt || now - lastUsedAt.getTime() > usedPrecisionMs) {
    markUsed(deps.database.db, organizationId, keyId, new Date(now)).catch((error) => {
      // Only a display value: the request goes on without it.
      deps.logger.warn({ err: error, keyId }, 'The time of use of an API key was not written.');
    });
  }
  return { kind: 'key', keyId, organizationId, isTest, plan };
}
