import type { Permission } from '@astrocal/contract';
import type { Generated } from 'kysely';
import type { WindowLength } from '../lib/standing.ts';
import type { AccountLinkTable, HashedBy, SessionTable, UserTable } from './account-tables.ts';
import type {
  AllocationTable,
  BookingTable,
  StoredAssignment,
  StoredAttendee,
  WaitlistEntryTable,
} from './booking-tables.ts';
import type { EmbedSessionTable, StoredReach } from './embed-tables.ts';
import type {
  EventTypeHostTable,
  EventTypeReceiptTable,
  EventTypeRotationTable,
  EventTypeTable,
  MemberAbsenceTable,
  MemberScheduleTable,
  StoredOverride,
  StoredWeeklyWindow,
  StoredWindow,
} from './event-type-tables.ts';
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
import type { Bytes, Json } from './stored-types.ts';

export type {
  AccountLinkTable,
  AllocationTable,
  BookingTable,
  EmbedSessionTable,
  EventTypeHostTable,
  EventTypeReceiptTable,
  EventTypeRotationTable,
  EventTypeTable,
  FailedBooking,
  FormerSlugTable,
  InvitationTable,
  MailTable,
  MemberAbsenceTable,
  MemberRemovalTable,
  MemberScheduleTable,
  MemberTable,
  OrganizationLogoTable,
  OrganizationTable,
  SessionTable,
  StoredAssignment,
  StoredAttendee,
  StoredOverride,
  StoredReach,
  StoredWeeklyWindow,
  StoredWindow,
  UserTable,
  WaitlistEntryTable,
  WebhookDeliveryTable,
  WebhookEndpointTable,
};

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
