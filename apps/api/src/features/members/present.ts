import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import { memberMessage } from './message.ts';
import type { MemberRecord } from './store-members.ts';
import type { RemovalRow } from './store-removals.ts';

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
  reassigned: row.reassigned,
  cancelled: row.cancelled,
  kept: row.kept,
  failed: [...row.failed],
  created_at: isoSeconds(row.created_at),
  finished_at: isoSecondsOrNull(row.finished_at),
});
