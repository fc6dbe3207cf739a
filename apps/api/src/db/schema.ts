import type { Notifications, Permission, WaitlistStatus } from '@astrocal/contract';
import type { ColumnType, Generated } from 'kysely';
import type { Static } from 'typebox';
import type { WindowLength } from '../lib/standing.ts';
import type { AccountLinkTable, HashedBy, SessionTable, UserTable } from './account-tables.ts';
import type { EmbedSessionTable, StoredReach } from './embed-tables.ts';
import type {
  InviteOrganizerTable,
  MailTable,
  WebhookDeliveryTable,
  WebhookEndpointTable,
} from './outgoing-tables.ts';
import type {
  FailedBooking,
  FormerSlugTable,
  InvitationTable,
  MemberRemovalTable,
  MemberTable,
  OrganizationLogoTable,
  OrganizationTable,
} from './people-tables.ts';

export type {
  AccountLinkTable,
  EmbedSessionTable,
  FailedBooking,
  FormerSlugTable,
  InvitationTable,
  MailTable,
  MemberRemovalTable,
  MemberTable,
  OrganizationLogoTable,
  OrganizationTable,
  SessionTable,
  StoredReach,
  UserTable,
  WebhookDeliveryTable,
  WebhookEndpointTable,
};

/** A jsonb column: read as a value, written as its text. */
type Json<T> = ColumnType<T, string, string>;

/** bytea: a Buffer from pg, a Uint8Array from PGlite. */
type Bytes = Uint8Array;

export interface InstallationTable {
  name: string;
  value: string;
}

/** A process, with the fingerprints of its secret keys. */
export interface ServerProcessTable {
  id: string;
  seals_by: string;
  opens: string[];
  seen_at: Date;
  ended: boolean;
}

/** What callers name things by without saying whose they are. */
export type DirectoryKind = 'event_type' | 'api_key' | 'organization_slug' | 'account' | 'embed_session';

export interface OrganizationDirectoryTable {
  kind: DirectoryKind;
  name: string;
  organization_id: string;
}

export interface ApiKeyTable {
  organization_id: string;
  id: string;
  name: string;
  description: string | null;
  is_test: boolean;
  key_prefix: string;
  key_hash: Bytes;
  /** What it may do; null: all that keys may. */
  permissions: Permission[] | null;
  expires_at: Date | null;
  hashed_by: HashedBy;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

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

export interface EventTypeTable {
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
  timezone: string;
  weekly_hours: Json<readonly StoredWeeklyWindow[]>;
  date_overrides: Json<readonly StoredOverride[]>;
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
export interface MemberScheduleTable {
  organization_id: string;
  member_id: string;
  is_test: boolean;
  timezone: string;
  weekly_hours: Json<readonly StoredWeeklyWindow[]>;
  date_overrides: Json<readonly StoredOverride[]>;
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

/** The id is that of the claim: it has a row for each subject whose time it takes. */
export interface AllocationTable {
  organization_id: string;
  id: string;
  /** A member. */
  subject_id: string;
  is_test: boolean;
  kind: 'booking';
  event_type_id: string;
  slot_start: Date;
  slot_end: Date;
  /** A tstzrange as text. */
  reserved: string;
  capacity: number;
  spots_taken: number;
  /** The weight by which it was this host's turn; null: it was nobody's, or another host's. */
  turn_weight: number | null;
  created_at: Date;
  released_at: Date | null;
}

export interface StoredAttendee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly timezone: string;
}

/** Why one of several hosts got a booking. */
export interface StoredAssignment {
  readonly strategy: 'round_robin' | 'priority';
  readonly reason: 'wanted' | 'only_one' | 'joins' | 'fair_share' | 'priority' | 'fewest_bookings' | 'id';
  readonly candidates: number;
}

export interface BookingTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  event_type_id: string;
  /** The host whom it shows. */
  host_id: string;
  /** Who holds it beside that one; null: nobody. */
  other_host_ids: string[] | null;
  assignment: ColumnType<StoredAssignment | null, string | null, string | null>;
  allocation_id: string;
  status: 'confirmed' | 'rescheduled' | 'pending_payment' | 'cancelled';
  start_at: Date;
  end_at: Date;
  invitee_name: string;
  invitee_email: string;
  invitee_timezone: string;
  attendees: Json<readonly StoredAttendee[]>;
  attendee_count: number;
  notes: string | null;
  metadata: Json<Record<string, string | number | boolean>>;
  external_id: string | null;
  location: string | null;
  price_amount: number | null;
  price_currency: string | null;
  payment_expires_at: Date | null;
  cancel_token_sealed: Bytes;
  revision: number;
  token_moves: number;
  token_moves_hour: Date | null;
  token_moves_in_hour: number;
  cancelled_at: Date | null;
  cancel_reason: string | null;
  no_show_at: Date | null;
  rescheduled_at: Date | null;
  reschedule_reason: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface EventTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  event: string;
  data: Json<object>;
  /** Of its organization and mode, in the order of commits; given by the database where a row comes without. */
  number: Generated<number>;
  /** Who made it true; null where a release before this one has written it. */
  by_kind: string | null;
  by_id: string | null;
  /** Whether nobody is mailed about it. */
  silent: Generated<boolean>;
  /** `pending` until everything that follows from it was done. */
  status: Generated<'pending' | 'told' | 'failed'>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date | null>;
  claimed_until: Generated<Date | null>;
  faults: Generated<number>;
  fault: Generated<string | null>;
  given_up_at: Generated<Date | null>;
  error: Generated<string | null>;
  created_at: Date;
}

export interface EventHeadTable {
  organization_id: string;
  is_test: boolean;
  last: number;
}

export interface IdempotencyKeyTable {
  /** Empty where a process of the release before has stored the answer. */
  organization_id: string;
  scope: string;
  key: string;
  fingerprint: Bytes;
  status: number | null;
  answer_sealed: Bytes | null;
  created_at: Date;
}

export interface RateLimitWindowTable {
  scope: string;
  length: WindowLength;
  started_at: Date;
  taken: number;
  granted: number;
}

export interface ApiCallCountTable {
  organization_id: string;
  is_test: boolean;
  day: string;
  key_id: string;
  calls: number;
}

export interface WaitlistEntryTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  event_type_id: string;
  status: WaitlistStatus;
  place: number;
  start_at: Date | null;
  duration_minutes: number;
  invitee_name: string;
  invitee_email: string;
  invitee_timezone: string;
  notes: string | null;
  joined_position: number;
  booking_id: string | null;
  cancel_token_sealed: Bytes;
  expires_at: Date;
  created_at: Date;
  updated_at: Date;
}

/** The rows of every table, by table name: what Kysely types each query with. */
export interface Schema {
  installation: InstallationTable;
  server_processes: ServerProcessTable;
  organization_directory: OrganizationDirectoryTable;
  organizations: OrganizationTable;
  organization_logos: OrganizationLogoTable;
  former_slugs: FormerSlugTable;
  members: MemberTable;
  users: UserTable;
  sessions: SessionTable;
  account_links: AccountLinkTable;
  invitations: InvitationTable;
  member_removals: MemberRemovalTable;
  api_keys: ApiKeyTable;
  event_types: EventTypeTable;
  event_type_hosts: EventTypeHostTable;
  event_type_rotations: EventTypeRotationTable;
  event_type_receipts: EventTypeReceiptTable;
  member_schedules: MemberScheduleTable;
  member_absences: MemberAbsenceTable;
  allocations: AllocationTable;
  bookings: BookingTable;
  embed_sessions: EmbedSessionTable;
  waitlist_entries: WaitlistEntryTable;
  events: EventTable;
  event_heads: EventHeadTable;
  idempotency_keys: IdempotencyKeyTable;
  rate_limit_windows: RateLimitWindowTable;
  api_call_counts: ApiCallCountTable;
  webhook_endpoints: WebhookEndpointTable;
  webhook_deliveries: WebhookDeliveryTable;
  mails: MailTable;
  invite_organizers: InviteOrganizerTable;
}
