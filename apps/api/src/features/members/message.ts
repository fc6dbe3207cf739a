import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { MemberRow } from './store.ts';

/** The member as messages carry it. */
export const memberMessage = (row: MemberRow) => ({
  id: row.id,
  organization_id: row.organization_id,
  user_id: row.user_id,
  name: row.name,
  email: row.email,
  role: row.role,
  timezone: row.timezone,
  active: row.active,
  external_id: row.external_id,
  attributes: row.attributes,
  is_test: row.is_test,
  last_seen_at: isoSecondsOrNull(row.last_seen_at),
  created_at: isoSeconds(row.created_at),
  updated_at: isoSeconds(row.updated_at),
});
