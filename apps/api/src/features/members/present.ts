import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { MemberRecord } from './store-members.ts';

/** The record as the API shows it. */
export const presentMember = (row: MemberRecord) => ({
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
  has_calendar: false,
  event_type_count: row.event_type_count,
  upcoming_bookings: row.upcoming_bookings,
  last_seen_at: isoSecondsOrNull(row.last_seen_at),
  created_at: isoSeconds(row.created_at),
  updated_at: isoSeconds(row.updated_at),
});
