import { keyPermissions } from '@astrocal/contract';
import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { ApiKeyRow } from './store.ts';

/** The record as the API shows it. */
export const presentKey = (row: ApiKeyRow) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  mode: row.is_test ? ('test' as const) : ('live' as const),
  key_prefix: row.key_prefix,
  permissions: row.permissions ?? keyPermissions,
  expires_at: isoSecondsOrNull(row.expires_at),
  last_used_at: isoSecondsOrNull(row.last_used_at),
  created_at: isoSeconds(row.created_at),
  revoked_at: isoSecondsOrNull(row.revoked_at),
});
