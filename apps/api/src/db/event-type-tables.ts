import type { Notifications } from '@astrocal/contract';
import type { ColumnType, Generated } from 'kysely';
import type { Static } from 'typebox';
import type { Json } from './stored-types.ts';

export interface StoredWindow {
  readonly startSecond: number;
  readonly endSecond: number;
}
export interface StoredWeeklyWindow extends StoredWindow {
  readonly id: string;
  readonly dayOfWeek: number;
}
export interface StoredOverride {
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly windows: readonly StoredWindow[];
}

/** When something takes place or somebody is there, by the clock of a zone. */
interface HoursColumns {
  timezone: string;
  weekly_hours: Json<readonly StoredWeeklyWindow[]>;
  date_overrides: Json<readonly StoredOverride[]>;
}

export interface EventTypeTable extends HoursColumns {
  organization_id: string;
  id: string;
  is_test: boolean;
  title: string;
  slug: string;
  description: string | null;
  duration_minutes: number;
  duration_options: number[] | null;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  color: string;
  max_attendees: number;
  price_amount: number | null;
  price_currency: string;
  reminder_intervals: number[];
  notifications: Json<Static<typeof Notifications>>;
  booking_cap: number | null;
  booking_cap_period: 'daily' | 'weekly' | 'monthly' | 'total' | null;
  booking_cap_set_at: Date | null;
  minimum_notice_minutes: number;
  booking_window_days: number | null;
  slot_interval_minutes: number | null;
  cancel_cutoff_minutes: number | null;
  reschedule_cutoff_minutes: number | null;
  waitlist_enabled: boolean;
  location: string | null;
  assignment_strategy: 'round_robin' | 'collective' | 'priority';
  allow_host_choice: boolean;
  external_id: string | null;
  allow_duplicate_attendees: boolean;
  max_party_without_key: number;
  active: boolean;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

/** A host of an event type. The first position is shown where all take part; turns are taken by tags. */
export interface EventTypeHostTable {
  organization_id: string;
  event_type_id: string;
  member_id: string;
  position: number;
  id: string;
  priority: Generated<number>;
  weight: Generated<number>;
  required: Generated<boolean>;
  /** On the event type's clock of turns; `store-hosts.ts` reads it as a number. */
  tag: ColumnType<unknown, number | undefined, number>;
  /** How many it was given, less those that were taken back before the meeting. */
  bookings: Generated<number>;
  last_booking_at: Generated<Date | null>;
  created_at: Generated<Date>;
}

/** There is none before the first booking that is a host's turn. */
export interface EventTypeRotationTable {
  organization_id: string;
  event_type_id: string;
  /** In the units of a host's tag. */
  virtual_time: ColumnType<unknown, number, number>;
}

export interface EventTypeReceiptTable {
  organization_id: string;
  event_type_id: string;
  period_start: Date;
  received: number;
}

/** When a member can meet, of one mode. */
export interface MemberScheduleTable extends HoursColumns {
  organization_id: string;
  member_id: string;
  is_test: boolean;
  updated_at: Date;
}

/** When a member is away: whole days of its zone. */
export interface MemberAbsenceTable {
  organization_id: string;
  id: string;
  member_id: string;
  is_test: boolean;
  /** `YYYY-MM-DD`; `store-absences.ts` reads both as texts. */
  start_date: ColumnType<unknown, string, never>;
  /** Inclusive. */
  end_date: ColumnType<unknown, string, never>;
  note: string | null;
  created_at: Date;
}
