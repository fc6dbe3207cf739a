import type { Mode } from '@astrocal/contract';
import type { Tx } from '../../db/database.ts';
import { keysLock, takeLocks } from '../../db/locks.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { randomToken } from '../../lib/crypto.ts';
import { newId } from '../../lib/ids.ts';
import type { Owner } from '../../lib/principal.ts';
import { formatKey, type Grant, keyPrefixOf, maxLiveKeys } from './rules.ts';
import { type ApiKeyRow, countLiveKeys, insertKey } from './store.ts';

export interface NewKey {
  readonly organizationId: string;
  readonly mode: Mode;
  readonly name: string;
  readonly description: string | null;
  readonly grant: Grant;
}

/** Makes a key and returns its record with the key itself, which is stored nowhere. */
export async function createKey(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { organizationId, mode, name, description, grant }: NewKey,
): Promise<{ row: ApiKeyRow; key: string }> {
  const now = deps.clock.now();
  const key = formatKey(mode, randomToken());
  const row: ApiKeyRow = {
    organization_id: organizationId,
    id: newId('api_key', now),
    name,
    description,
    is_test: mode === 'test',
    key_prefix: keyPrefixOf(key),
    key_hash: deps.keyring.hashSecret('api_key', key),
    hashed_by: deps.keyring.current.id,
    permissions: grant.permissions && [...grant.permissions],
    expires_at: grant.expiresAt === null ? null : new Date(grant.expiresAt),
    created_at: new Date(now),
    last_used_at: null,
    revoked_at: null,
  };
  await insertKey(tx, row);
  return { row, key };
}

/**
 * Throws `conflict` when the mode has as many keys as it may. Whoever makes one waits for whoever is making another,
 * so that there is never one too many.
 */
export async function refuseTooManyKeys(tx: Tx, owner: Owner): Promise<void> {
  await takeLocks(tx, [keysLock(owner)]);
  if ((await countLiveKeys(tx, owner)) < maxLiveKeys) return;
  throw new ApiError(
    'conflict',
    `There are ${maxLiveKeys} ${owner.isTest ? 'test' : 'live'} keys, which is the most. Revoke one that is not used any more (DELETE /v1/api-keys/{id}).`,
  );
}
