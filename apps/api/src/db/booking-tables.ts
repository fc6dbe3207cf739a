import type { WaitlistStatus } from '@astrocal/contract';
import type { ColumnType } from 'kysely';
import type { Bytes, Json } from './stored-types.ts';

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
