import type { AttributeValues, MemberBookings, PlanName, Role } from '@astrocal/contract';
import type { ColumnType, Generated } from 'kysely';
import type { Bytes } from './stored-types.ts';

export interface OrganizationTable {
  id: string;
  name: string;
  slug: string;
  plan: PlanName | null;
  timezone: Generated<string>;
  logo_url: Generated<string | null>;
  logo_version: Generated<string | null>;
  brand_color: Generated<string | null>;
  sender_name: Generated<string | null>;
  reply_to: Generated<string | null>;
  created_at: Date;
  updated_at: Generated<Date>;
}

export interface OrganizationLogoTable {
  organization_id: string;
  type: string;
  content: Bytes;
  created_at: Date;
}

export interface FormerSlugTable {
  organization_id: string;
  slug: string;
  created_at: Date;
}

export interface MemberTable {
  organization_id: string;
  id: string;
  is_test: Generated<boolean>;
  name: string;
  email: string;
  role: Role;
  /** The account that signs in as the member. */
  user_id: Generated<string | null>;
  timezone: Generated<string>;
  active: Generated<boolean>;
  external_id: Generated<string | null>;
  attributes: ColumnType<AttributeValues, string | undefined, string>;
  last_seen_at: Generated<Date | null>;
  created_at: Date;
  updated_at: Generated<Date>;
  /** Since when it is a member no more; its name stays with what it held. */
  removed_at: Generated<Date | null>;
}

export interface InvitationTable {
  organization_id: string;
  id: string;
  email: string;
  /** The address as it is compared (lib/mailbox.ts). */
  mailbox: string;
  role: Role;
  name: string | null;
  /** Whether its link went to the address by mail alone. */
  is_mailed: boolean;
  /** Who invites. */
  by_kind: 'member' | 'key';
  by_id: string;
  created_at: Date;
  expires_at: Date;
}

export interface MemberRemovalTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  member_id: string;
  bookings: MemberBookings;
  total: number;
  reassigned: Generated<number>;
  cancelled: Generated<number>;
  kept: Generated<number>;
  /** The booking that was dealt with last, in the order of their ids; empty: none yet. */
  dealt_until: Generated<string>;
  failed: ColumnType<readonly FailedBooking[], string | undefined, string>;
  created_at: Date;
  finished_at: Date | null;
}

/** A booking of a removed member that stays as it was. */
export interface FailedBooking {
  readonly booking_id: string;
  readonly reason: string;
}
