import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { MemberRow } from './store.ts';
import type { MemberRecord } from './store-members.ts';
import type { RemovalRow } from './store-removals.ts';

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

/** The record as the API shows it. */
export const presentMember = (row: MemberRecord) => ({
  ...memberMessage(row),
  has_calendar: false,
  event_type_count: row.event_type_count,
  upcoming_bookings: row.upcoming_bookings,
});

/** What became of a removed member's bookings. */
export const presentRemoval = (row: RemovalRow) => ({
  id: row.id,
  member_id: row.member_id,
  is_test: row.is_test,
  bookings: row.bookings,
  status: row.finished_at === null ? ('working' as const) : ('done' as const),
  total: row.total,
  cancelled: row.cancelled,
  failed: [...row.failed],
  created_at: isoSeconds(row.created_at),
  finished_at: isoSecondsOrNull(row.finished_at),
});
