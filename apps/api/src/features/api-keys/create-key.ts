import type { Mode } from '@astrocal/contract';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { randomToken } from '../../lib/crypto.ts';
import { newId } from '../../lib/ids.ts';
import { formatKey, keyPrefixOf } from './rules.ts';
import { type ApiKeyRow, insertKey } from './store.ts';

export interface NewKey {
  readonly organizationId: string;
  readonly mode: Mode;
  readonly name: string;
  readonly description: string | null;
}

/** Makes a key and returns its record with the key itself, which is stored nowhere. */
export async function createKey(
  deps: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { organizationId, mode, name, description }: NewKey,
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
    key_hash: deps.keyring.hashApiKey(key),
    created_at: new Date(now),
    last_used_at: null,
    revoked_at: null,
  };
  await insertKey(tx, row);
  return { row, key };
}
