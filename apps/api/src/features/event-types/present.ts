import { isoSeconds, isoSecondsOrNull } from '../../lib/clock.ts';
import type { PublicHost } from './public-hosts.ts';
import { bookingsRemaining, capNow } from './rules.ts';
import type { EventTypeRecord } from './store.ts';
import type { HostRecord } from './store-hosts.ts';

/** Who offers an event type: an organization, and those of its hosts whom anyone may know. */
export interface OfferedBy {
  readonly organization: { readonly name: string; readonly logoUrl: string | null };
  readonly hosts: readonly PublicHost[];
}

/** What anyone may see: this and the list above it, and nothing else, so that a new column is never public by mistake. */
export const presentPublicEventType = (row: EventTypeRecord, { organization, hosts }: OfferedBy) => ({
  ...identityOf(row),
  organization: { name: organization.name, logo_url: organization.logoUrl },
  hosts: hosts.map(({ memberId, name, isRequired }) => ({ member_id: memberId, name, required: isRequired })),
});

/** What anyone may see of the event type itself. */
const identityOf = (row: EventTypeRecord) => ({
  id: row.id,
  organization_id: row.organization_id,
  title: row.title,
  slug: row.slug,
  description: row.description,
  duration_minutes: row.duration_minutes,
  duration_options: row.duration_options,
  buffer_before_minutes: row.buffer_before_minutes,
  buffer_after_minutes: row.buffer_after_minutes,
  color: row.color,
  timezone: row.timezone,
  active: row.active,
  is_test: row.is_test,
  price_amount: row.price_amount,
  price_currency: row.price_currency,
  max_attendees: row.max_attendees,
  minimum_notice_minutes: row.minimum_notice_minutes,
  cancel_cutoff_minutes: row.cancel_cutoff_minutes,
  reschedule_cutoff_minutes: row.reschedule_cutoff_minutes,
  location: row.location,
  waitlist_enabled: row.waitlist_enabled,
  created_at: isoSeconds(row.created_at),
  updated_at: isoSeconds(row.updated_at),
});

/** The whole resource, as the organization's keys see it at the instant `now`. */
export const presentEventType = (row: EventTypeRecord, now: number) => ({
  ...identityOf(row),
  reminder_intervals: row.reminder_intervals,
  notifications: row.notifications,
  booking_cap: row.booking_cap,
  booking_cap_period: row.booking_cap_period,
  bookings_remaining: bookingsRemaining(capNow(row, receiptsOf(row), now)),
  booking_window_days: row.booking_window_days,
  slot_interval_minutes: row.slot_interval_minutes,
  assignment_strategy: row.assignment_strategy,
  allow_host_choice: row.allow_host_choice,
  external_id: row.external_id,
  allow_duplicate_attendees: row.allow_duplicate_attendees,
  max_party_without_key: row.max_party_without_key,
});

/** A host as the organization's keys see it. */
export const presentHost = (row: HostRecord) => ({
  id: row.id,
  event_type_id: row.event_type_id,
  member_id: row.member_id,
  member_name: row.member_name,
  member_email: row.member_email,
  priority: row.priority,
  weight: row.weight,
  required: row.required,
  total_bookings: row.bookings,
  last_booking_at: isoSecondsOrNull(row.last_booking_at),
  has_calendar: false,
  created_at: isoSeconds(row.created_at),
});

/** The stored count as the rules take it. */
export const receiptsOf = ({
  period_start,
  received,
  lapsed,
}: Pick<EventTypeRecord, 'period_start' | 'received' | 'lapsed'>) => ({
  periodStart: period_start?.getTime() ?? null,
  received: received ?? 0,
  lapsed,
});
