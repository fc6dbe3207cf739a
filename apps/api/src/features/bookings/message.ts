import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import { isUnpaid } from './life.ts';
import type { BookingRecord } from './store.ts';

/** The booking as messages carry it: the resource of the API without its token. */
export function bookingMessage(row: BookingRecord) {
  const { status, price_amount: amount, price_currency: currency, payment_expires_at: expiresAt } = row;
  return {
    id: row.id,
    organization_id: row.organization_id,
    event_type_id: row.event_type_id,
    event_type: {
      id: row.event_type_id,
      title: row.event_type_title,
      duration: (row.end_at.getTime() - row.start_at.getTime()) / 60_000,
    },
    status,
    is_test: row.is_test,
    start_time: isoSeconds(row.start_at),
    end_time: isoSeconds(row.end_at),
    invitee_name: row.invitee_name,
    invitee_email: row.invitee_email,
    invitee_timezone: row.invitee_timezone,
    attendee_count: row.attendee_count,
    attendees: row.attendees.map(({ id, name, email, timezone }, i) => ({
      id,
      name,
      email,
      timezone,
      is_primary: i === 0,
    })),
    assigned_host: row.hosts[0],
    hosts: [...row.hosts],
    assignment: row.assignment,
    calendar_connection_id: null,
    calendar_event_id: null,
    notes: row.notes,
    metadata: row.metadata,
    external_id: row.external_id,
    location: row.location,
    meeting_url: null,
    cancelled_at: isoSecondsOrNull(row.cancelled_at),
    cancel_reason: row.cancel_reason,
    no_show_at: isoSecondsOrNull(row.no_show_at),
    rescheduled_at: isoSecondsOrNull(row.rescheduled_at),
    reschedule_reason: row.reschedule_reason,
    revision: row.revision,
    ...(isUnpaid(status) &&
      amount !== null &&
      currency !== null &&
      expiresAt !== null && { payment: { amount, currency, expires_at: isoSeconds(expiresAt) } }),
    created_at: isoSeconds(row.created_at),
    updated_at: isoSeconds(row.updated_at),
  };
}
