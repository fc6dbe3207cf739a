import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { EmbedSessionRow } from './store.ts';

/** The record as the API shows it: every kind has all fields. */
export function presentEmbedSession(row: EmbedSessionRow) {
  const { reach } = row;
  const booker = reach.kind === 'booker' ? reach : null;
  return {
    id: row.id,
    kind: reach.kind,
    is_test: row.is_test,
    event_type_id: booker?.event_type_id ?? null,
    host_id: booker?.host_id ?? null,
    attendee: booker?.attendee ?? null,
    metadata: booker?.metadata ?? {},
    booking_id: reach.kind === 'booking' ? reach.booking_id : null,
    member_id: reach.kind === 'host' ? reach.member_id : null,
    read_only: reach.kind === 'host' && reach.read_only,
    allowed_origins: row.allowed_origins,
    created_at: isoSeconds(row.created_at),
    expires_at: isoSeconds(row.expires_at),
    ended_at: isoSecondsOrNull(row.ended_at),
  };
}
