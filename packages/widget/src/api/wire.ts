/** What the widget reads of the API's answers. The API's documents describe every field. */

export interface EventType {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly duration_minutes: number;
  readonly duration_options: readonly number[] | null;
  readonly color: string;
  readonly timezone: string;
  readonly is_test: boolean;
  readonly price_amount: number | null;
  readonly price_currency: string;
  readonly max_attendees: number;
  readonly location: string | null;
  readonly waitlist_enabled: boolean;
  readonly organization?: { readonly name: string; readonly logo_url: string | null };
  /** Whom anyone may know. Servers before it say nothing. */
  readonly hosts?: readonly WireHost[];
}

export interface WireHost {
  readonly member_id: string;
  readonly name: string;
  /** Takes part in every meeting; of the others one may be chosen. */
  readonly required: boolean;
}

export interface WireSlot {
  readonly start_time: string;
  readonly end_time: string;
  readonly spots_remaining?: number;
  readonly total_capacity?: number;
}

export interface FullSlot {
  readonly start_time: string;
  readonly end_time: string;
  readonly waitlist_position: number;
}

export interface Availability {
  readonly slots: readonly WireSlot[];
  readonly capped?: boolean;
  readonly waitlist_available?: boolean;
  readonly full_slots?: readonly FullSlot[];
}

export interface SlotsQuery {
  readonly event_type_id: string;
  /** The first and the last date, both included, in `timezone`. */
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
  readonly duration?: number;
  readonly host_id?: string | undefined;
  readonly [attribute: `host_attributes[${string}]`]: string;
  /** A booking, for the times that it can be moved to, with its token. */
  readonly booking_id?: string;
  readonly token?: string;
}

export interface Attendee {
  readonly name: string;
  readonly email: string;
}

export interface NewBooking {
  readonly event_type_id: string;
  readonly start_time: string;
  readonly duration?: number;
  readonly host_id?: string;
  readonly host_attributes?: Readonly<Record<string, string>>;
  readonly notes?: string;
  readonly invitee_name?: string;
  readonly invitee_email?: string;
  readonly invitee_timezone?: string;
  readonly attendees?: readonly (Attendee & { readonly timezone: string })[];
}

/** A booking as the API answers it; more fields than are named here are there to be read. */
export interface Booking {
  readonly id: string;
  readonly event_type_id: string;
  readonly event_type: { readonly id: string; readonly title: string; readonly duration: number };
  readonly status: string;
  readonly is_test: boolean;
  readonly start_time: string;
  readonly end_time: string;
  readonly invitee_name: string;
  readonly invitee_email: string;
  readonly invitee_timezone: string;
  readonly attendee_count: number;
  readonly location: string | null;
  readonly meeting_url: string | null;
  /** Who holds it. */
  readonly hosts?: readonly { readonly name: string }[];
  /** Only in the answer that creates a booking. */
  readonly cancel_token?: string;
  /** While it waits for its payment. */
  readonly payment?: {
    readonly amount?: number;
    readonly currency?: string;
    readonly expires_at?: string;
  } | null;
  readonly [field: string]: unknown;
}

export interface MoveRequest {
  readonly new_start_time: string;
  readonly reason?: string;
}

export interface WaitlistRequest {
  readonly event_type_id: string;
  readonly invitee_name: string;
  readonly invitee_email: string;
  readonly invitee_timezone: string;
  readonly start_time?: string;
  readonly duration_minutes?: number;
  readonly notes?: string;
}

/** An entry of the waitlist as the API answers it. */
export interface WaitlistEntry {
  readonly id: string;
  readonly status: string;
  readonly position?: number;
  readonly start_time: string | null;
  readonly cancel_token?: string;
  readonly [field: string]: unknown;
}
