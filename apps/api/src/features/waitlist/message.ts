import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { EntryRow } from './store.ts';

/** What everyone who may see the entry sees of it. */
export const entryFields = (row: EntryRow, now: number) => ({
  id: row.id,
  event_type_id: row.event_type_id,
  // Over is over, even before the job that writes it down.
  status: row.status === 'waiting' && row.expires_at.getTime() <= now ? ('expired' as const) : row.status,
  is_test: row.is_test,
  start_time: isoSecondsOrNull(row.start_at),
  duration_minutes: row.duration_minutes,
  invitee_name: row.invitee_name,
  invitee_email: row.invitee_email,
  invitee_timezone: row.invitee_timezone,
  notes: row.notes,
  booking_id: row.booking_id,
  expires_at: isoSeconds(row.expires_at),
  created_at: isoSeconds(row.created_at),
});

/** An entry that has ended, as messages carry it. */
export const entryMessage = (row: EntryRow, now: number) => ({
  ...entryFields(row, now),
  position: row.joined_position,
});
