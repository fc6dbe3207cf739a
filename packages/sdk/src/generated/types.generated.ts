// Made by tools/generate.ts from packages/contract. Do not edit.

/** The code of an error that the API answers. */
export type ErrorCode =
  /**
   * 400. The request does not have the documented form. `details.issues` lists the problems, up to 20, each
   * with its path; of a very large body the first alone.
   */
  | 'validation_error'
  /**
   * 401. The API key, token or session is missing, malformed, unknown or over; of a sign-in: address and
   * password are not those of an account.
   */
  | 'unauthorized'
  /**
   * 401. Whoever is signed in has to prove again who they are, with `POST /v1/auth/reauthenticate`: it was
   * more than ten minutes ago.
   */
  | 'reauthentication_required'
  /**
   * 403. The key, the embedded session or the role of whoever is signed in may not do this, or a form or
   * request came from another site.
   */
  | 'forbidden'
  /**
   * 404. Nothing has this id or address, or it belongs to another organization or to the other mode: the
   * answer is the same. `message` names the kind.
   */
  | 'not_found'
  /**
   * 405. There is something at this path, but not for this method. The `Allow` header lists those it takes.
   */
  | 'method_not_allowed'
  /**
   * 409. The request contradicts what is stored: a slug is taken, a booking has passed, an event type is
   * gone.
   */
  | 'conflict'
  /**
   * 409. The time cannot be booked. `details.reason` says why, `details.alternatives` lists up to three
   * bookable times near it.
   */
  | 'slot_unavailable'
  /**
   * 409. The event type takes no more bookings in this period. `details.resets_at` says when the next one
   * begins, null where none does.
   */
  | 'booking_cap_reached'
  /** 409. The booking is cancelled, which is final. */
  | 'booking_cancelled'
  /**
   * 409. No host of the event type could ever have the booking: the member who was asked for is none of them,
   * or there is nobody else. One who has no time is `slot_unavailable`.
   */
  | 'host_unavailable'
  /** 409. The member is the only owner who is active, and every organization has one. */
  | 'last_owner'
  /**
   * 409. The member has bookings ahead, `details.count` of them, and the request does not say what becomes of
   * them.
   */
  | 'member_has_bookings'
  /** 409. Another request with this Idempotency-Key is still running. */
  | 'idempotency_in_progress'
  /** 410. The link is unknown, was used before, or is over: which of these is not told. */
  | 'link_expired'
  /** 413. The body is too large: 256 kB are read with a key, 32 kB without one, 16 kB of a form. */
  | 'payload_too_large'
  /** 415. The body is not JSON in UTF-8, or it is packed (`Content-Encoding`). */
  | 'unsupported_media_type'
  /** 422. This Idempotency-Key was used for another request. */
  | 'idempotency_key_reused'
  /** 429. Too many requests in the current window. `retry_after` says how many seconds to wait. */
  | 'rate_limit_exceeded'
  /** 500. A fault of the server. The request id leads to its log. */
  | 'internal_error'
  /**
   * 503. The server cannot answer now, for instance because its database is away. `Retry-After` says when to
   * try again.
   */
  | 'unavailable';

/** What can happen, as webhooks and the log of events call it. */
export type MessageEvent =
  | 'booking.created'
  | 'booking.confirmed'
  | 'booking.rescheduled'
  | 'booking.reassigned'
  | 'booking.cancelled'
  | 'booking.no_show'
  | 'waitlist.promoted'
  | 'waitlist.expired'
  | 'member.joined'
  | 'member.removed';

/** Why a time cannot be booked. */
export type SlotReason =
  | 'cap_reached'
  | 'in_past'
  | 'notice_too_short'
  | 'beyond_window'
  | 'outside_hours'
  | 'not_on_grid'
  | 'booked'
  | 'full'
  | 'calendar_busy';

export interface Absence {
  /** The id of the absence. */
  id: string;
  /** The id of the member. */
  member_id: string;
  /** The first day away, in the zone of the member. */
  start_date: string;
  /** The last day away, inclusive. */
  end_date: string;
  /** What the organization shall know of it. */
  note: string | null;
  /** Bookings that take the member’s time in it. They stay until they are moved or cancelled. */
  conflicting_bookings: number;
  /** When it was entered. */
  created_at: string;
}

export interface AbsenceCreate {
  /** The first day away, in the zone of the member. */
  readonly start_date: string;
  /** The last day away, inclusive. */
  readonly end_date: string;
  /** What the organization shall know of it. */
  readonly note?: string | null | undefined;
}

export interface AbsenceList {
  /** The items, newest first. */
  data: Absence[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface AccountOrganization {
  /** The id of the organization. */
  id: string;
  name: string;
  slug: string;
  /** What the person is in the organization. */
  role: 'owner' | 'admin' | 'member';
  /** The id of the member. */
  member_id: string;
}

export interface Alternative {
  /** When the alternative starts. */
  start_time: string;
  /** When it ends. */
  end_time: string;
}

export interface ApiKey {
  /** The id of the API key. */
  id: string;
  /** What the key is for. */
  name: string;
  description: string | null;
  mode: 'live' | 'test';
  /** The visible beginning of the key. */
  key_prefix: string;
  /** What the key may do. */
  permissions: ('organization.read' | 'organization.write' | 'members.read' | 'members.write' | 'invitations.read' | 'invitations.write' | 'event_types.read' | 'event_types.write' | 'schedules.read' | 'schedules.write' | 'availability.read' | 'bookings.read' | 'bookings.create' | 'bookings.change' | 'waitlist.read' | 'waitlist.join' | 'waitlist.leave' | 'embed_sessions.read' | 'embed_sessions.write' | 'api_keys.read' | 'api_keys.write' | 'webhooks.read' | 'webhooks.write' | 'events.read' | 'mails.read' | 'usage.read')[];
  /** From when on it is refused; null: it does not end by itself. */
  expires_at: string | null;
  /** When it was last used, to about a minute. */
  last_used_at: string | null;
  /** When it was made. */
  created_at: string;
  /** When it was revoked. */
  revoked_at: string | null;
}

export interface ApiKeyCreate {
  /** What the key is for. */
  readonly name: string;
  readonly description?: string | null | undefined;
  /** Defaults to the mode of the calling key. A test key cannot make a live one. */
  readonly mode?: 'live' | 'test' | undefined;
  /** What the key may do. Defaults to all that the calling key may: no key gives another what it lacks. */
  readonly permissions?: readonly ('organization.read' | 'organization.write' | 'members.read' | 'members.write' | 'invitations.read' | 'invitations.write' | 'event_types.read' | 'event_types.write' | 'schedules.read' | 'schedules.write' | 'availability.read' | 'bookings.read' | 'bookings.create' | 'bookings.change' | 'waitlist.read' | 'waitlist.join' | 'waitlist.leave' | 'embed_sessions.read' | 'embed_sessions.write' | 'api_keys.read' | 'api_keys.write' | 'webhooks.read' | 'webhooks.write' | 'events.read' | 'mails.read' | 'usage.read')[] | undefined;
  /**
   * When the key ends. Defaults to when the calling key does; null where it does not. No later than that.
   */
  readonly expires_at?: string | null | undefined;
}

export interface ApiKeyList {
  /** The items, newest first. */
  data: ApiKey[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface ApiKeyWithSecret {
  /** The id of the API key. */
  id: string;
  /** What the key is for. */
  name: string;
  description: string | null;
  mode: 'live' | 'test';
  /** The visible beginning of the key. */
  key_prefix: string;
  /** What the key may do. */
  permissions: ('organization.read' | 'organization.write' | 'members.read' | 'members.write' | 'invitations.read' | 'invitations.write' | 'event_types.read' | 'event_types.write' | 'schedules.read' | 'schedules.write' | 'availability.read' | 'bookings.read' | 'bookings.create' | 'bookings.change' | 'waitlist.read' | 'waitlist.join' | 'waitlist.leave' | 'embed_sessions.read' | 'embed_sessions.write' | 'api_keys.read' | 'api_keys.write' | 'webhooks.read' | 'webhooks.write' | 'events.read' | 'mails.read' | 'usage.read')[];
  /** From when on it is refused; null: it does not end by itself. */
  expires_at: string | null;
  /** When it was last used, to about a minute. */
  last_used_at: string | null;
  /** When it was made. */
  created_at: string;
  /** When it was revoked. */
  revoked_at: string | null;
  /** The key itself. It is shown this once. */
  key: string;
}

export interface Availability {
  /** The id of the event type. */
  event_type_id: string;
  /** The zone that you asked in. */
  timezone: string;
  /** The first date of the range. */
  start: string;
  /** The last date of the range. */
  end: string;
  /** Every time that can be booked, ascending, in UTC. */
  slots: Slot[];
  /** True when the booking cap of the current period is reached. */
  capped?: boolean;
  /** With `capped`: when the next period of the cap begins. Null where none does: a `total` cap. */
  cap_resets_at?: string | null;
  /** Where the waitlist is on: whether there is something to wait for. */
  waitlist_available?: boolean;
  /** Where the waitlist is on: the times that are taken. */
  full_slots?: {
    /** When the taken slot starts. */
    start_time: string;
    /** When it ends. */
    end_time: string;
    /** The position that a joiner would get. */
    waitlist_position: number;
  }[];
}

export interface AvailabilityRules {
  /** The id of the event type. */
  event_type_id: string;
  /** The zone of these wall-clock times. */
  timezone: string;
  rules: {
    /** The id of the availability rule. */
    id: string;
    /** 0 is Sunday, 6 is Saturday. */
    day_of_week: number;
    /** `HH:MM:SS`. */
    start_time: string;
    /** `HH:MM:SS`; `24:00:00` is the end of the day. */
    end_time: string;
  }[];
  overrides: {
    /** The id of the date override. */
    id: string;
    /** The date. */
    date: string;
    windows: {
      start_time: string;
      end_time: string;
    }[];
  }[];
}

export interface AvailabilityRulesUpdate {
  /** The zone of these wall-clock times. */
  readonly timezone: string;
  /** The weekly hours. Several windows a day are welcome; an empty list clears them. */
  readonly rules: readonly {
    /** 0 is Sunday, 6 is Saturday. */
    readonly day_of_week: number;
    /** Wall-clock time, `HH:MM` or `HH:MM:SS`. */
    readonly start_time: string;
    /** Wall-clock time after the start; `24:00` is the end of the day. */
    readonly end_time: string;
  }[];
  /** Dates with hours of their own. */
  readonly overrides?: readonly {
    /** The date whose hours differ. */
    readonly date: string;
    /** The hours of that date in place of the weekly ones. An empty list closes the day. */
    readonly windows: readonly {
      /** Wall-clock time, `HH:MM` or `HH:MM:SS`. */
      readonly start_time: string;
      /** Wall-clock time after the start; `24:00` is the end of the day. */
      readonly end_time: string;
    }[];
  }[] | undefined;
}

export interface Booking {
  /** The id of the booking. */
  id: string;
  /** The id of the organization. */
  organization_id: string;
  /** The id of the event type. */
  event_type_id: string;
  event_type: {
    /** The id of the event type. */
    id: string;
    title: string;
    /** The length of this booking in minutes. */
    duration: number;
  };
  /** Where the booking stands. */
  status: 'confirmed' | 'rescheduled' | 'pending_payment' | 'cancelled';
  is_test: boolean;
  /** When the meeting starts. */
  start_time: string;
  /** When it ends. */
  end_time: string;
  invitee_name: string;
  invitee_email: string;
  invitee_timezone: string;
  /** The spots that the booking takes. */
  attendee_count: number;
  attendees: {
    /** The id of the attendee. */
    id: string;
    name: string;
    email: string;
    timezone: string;
    is_primary: boolean;
  }[];
  /** The member who holds the meeting: the first of `hosts`. */
  assigned_host: {
    /** The id of the member. */
    member_id: string;
    name: string;
    email: string;
  } | null;
  /** Everybody whose time the booking takes: those whom every meeting needs first. */
  hosts: {
    /** The id of the member. */
    member_id: string;
    name: string;
    email: string;
  }[];
  /**
   * Why one of several hosts has the booking. Null where there was nobody to choose from: one host, or all of
   * them take part.
   */
  assignment: {
    /** By which it was chosen. */
    strategy: 'round_robin' | 'priority';
    /**
     * `wanted`: asked for; `only_one`: nobody else was free; `joins`: its group was open already; otherwise
     * what put it before the next.
     */
    reason: 'wanted' | 'only_one' | 'joins' | 'fair_share' | 'priority' | 'fewest_bookings' | 'id';
    /** How many could have had it. */
    candidates: number;
  } | null;
  calendar_connection_id: string | null;
  calendar_event_id: string | null;
  notes: string | null;
  /** Your own key-value pairs, exactly as they were sent. */
  metadata: Record<string, string | number | boolean>;
  location: string | null;
  meeting_url: string | null;
  /** When it was cancelled. */
  cancelled_at: string | null;
  cancel_reason: string | null;
  /** When it was said that the invitee did not come. */
  no_show_at: string | null;
  /** When it was last moved. */
  rescheduled_at: string | null;
  reschedule_reason: string | null;
  /**
   * Grows by one with every change, moves and the cancellation among them: of two messages about one booking
   * the one with the higher `revision` is newer. Also the SEQUENCE of its calendar invites.
   */
  revision: number;
  /** What is to be paid, while `status` is `pending_payment`. */
  payment?: {
    /** In the smallest unit of the currency. */
    amount: number;
    currency: string;
    /** When the unpaid booking frees its time. */
    expires_at: string;
  };
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  external_id: string | null;
  /**
   * Lets its bearer view, move and cancel this one booking by `?token=`. Told on creation, and to keys and
   * people who may do the same.
   */
  cancel_token?: string;
}

export interface BookingCancel {
  /** Why, in words for the other side. */
  readonly reason?: string | null | undefined;
  /** With a key only: false where nobody is to be mailed about it; true unless told. Webhooks are told. */
  readonly notify?: boolean | undefined;
}

/** Either `invitee_name` and `invitee_email`, or `attendees`. */
export interface BookingCreate {
  /** The id of the event type. */
  readonly event_type_id: string;
  /** When the meeting starts: a time that GET /v1/availability offers. Any UTC offset. */
  readonly start_time: string;
  /** The name of the invitee. */
  readonly invitee_name?: string | undefined;
  /** The e-mail address of the invitee. */
  readonly invitee_email?: string | undefined;
  /** The zone of the invitee. Defaults to UTC. */
  readonly invitee_timezone?: string | undefined;
  /** A party, in place of the `invitee_*` fields: each takes one spot, the first is the invitee. */
  readonly attendees?: readonly {
    /** The name of the attendee. */
    readonly name: string;
    /** The e-mail address of the attendee. */
    readonly email: string;
    /** The zone of the attendee. Defaults to UTC. */
    readonly timezone?: string | undefined;
  }[] | undefined;
  /** A message from the invitee. */
  readonly notes?: string | null | undefined;
  /**
   * Your own key-value pairs, kept with the booking exactly as they were sent: at most 50, names up to 40,
   * values up to 500 characters, whole numbers within ±(2^53 − 1).
   */
  readonly metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** With a key only: the id that the booking has with you. No two of a mode have the same. */
  readonly external_id?: string | null | undefined;
  /** Minutes; one of the `duration_options`. */
  readonly duration?: number | undefined;
  /**
   * Who shall hold the meeting: a member who is a host of the event type. Those whom every meeting needs take
   * part beside.
   */
  readonly host_id?: string | undefined;
  /** Names and values, such as `{"language": "es"}`: a host who has all of these attributes. */
  readonly host_attributes?: Readonly<Record<string, string>> | undefined;
  /**
   * With a key only: rules that do not hold for this time. `notice` and `window`: however soon or far ahead;
   * `hours`: outside the weekly hours; `grid`: at any minute. Other bookings, capacity and caps always hold.
   */
  readonly override?: readonly ('notice' | 'window' | 'hours' | 'grid')[] | undefined;
  /** With a key only: false where nobody is to be mailed about it; true unless told. Webhooks are told. */
  readonly notify?: boolean | undefined;
}

export interface BookingList {
  /** The items, newest first. */
  data: Booking[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface BookingMessage {
  /** The id of the booking. */
  id: string;
  /** The id of the organization. */
  organization_id: string;
  /** The id of the event type. */
  event_type_id: string;
  event_type: {
    /** The id of the event type. */
    id: string;
    title: string;
    /** The length of this booking in minutes. */
    duration: number;
  };
  /** Where the booking stands. */
  status: 'confirmed' | 'rescheduled' | 'pending_payment' | 'cancelled';
  is_test: boolean;
  /** When the meeting starts. */
  start_time: string;
  /** When it ends. */
  end_time: string;
  invitee_name: string;
  invitee_email: string;
  invitee_timezone: string;
  /** The spots that the booking takes. */
  attendee_count: number;
  attendees: {
    /** The id of the attendee. */
    id: string;
    name: string;
    email: string;
    timezone: string;
    is_primary: boolean;
  }[];
  /** The member who holds the meeting: the first of `hosts`. */
  assigned_host: {
    /** The id of the member. */
    member_id: string;
    name: string;
    email: string;
  } | null;
  /** Everybody whose time the booking takes: those whom every meeting needs first. */
  hosts?: {
    /** The id of the member. */
    member_id: string;
    name: string;
    email: string;
  }[];
  /**
   * Why one of several hosts has the booking. Null where there was nobody to choose from: one host, or all of
   * them take part.
   */
  assignment?: {
    /** By which it was chosen. */
    strategy: 'round_robin' | 'priority';
    /**
     * `wanted`: asked for; `only_one`: nobody else was free; `joins`: its group was open already; otherwise
     * what put it before the next.
     */
    reason: 'wanted' | 'only_one' | 'joins' | 'fair_share' | 'priority' | 'fewest_bookings' | 'id';
    /** How many could have had it. */
    candidates: number;
  } | null;
  calendar_connection_id: string | null;
  calendar_event_id: string | null;
  notes: string | null;
  /** Your own key-value pairs, exactly as they were sent. */
  metadata: Record<string, string | number | boolean>;
  location: string | null;
  meeting_url: string | null;
  /** When it was cancelled. */
  cancelled_at: string | null;
  cancel_reason: string | null;
  /** When it was said that the invitee did not come. */
  no_show_at?: string | null;
  /** When it was last moved. */
  rescheduled_at: string | null;
  reschedule_reason: string | null;
  /**
   * Grows by one with every change, moves and the cancellation among them: of two messages about one booking
   * the one with the higher `revision` is newer. Also the SEQUENCE of its calendar invites.
   */
  revision: number;
  /** What is to be paid, while `status` is `pending_payment`. */
  payment?: {
    /** In the smallest unit of the currency. */
    amount: number;
    currency: string;
    /** When the unpaid booking frees its time. */
    expires_at: string;
  };
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  external_id?: string | null;
  /** With `booking.rescheduled`: the start before the move. */
  previous_start_time?: string;
  /** With `booking.reassigned`: who held it until then. */
  previous_host?: {
    /** The id of the member. */
    member_id: string;
    name: string;
    email: string;
  };
  /**
   * Everybody who held it until then: with `booking.reassigned`, and with `booking.rescheduled` where the
   * move changed its hosts.
   */
  previous_hosts?: {
    /** The id of the member. */
    member_id: string;
    name: string;
    email: string;
  }[];
  /** With `booking.reassigned`: why. */
  reassign_reason?: string | null;
}

export interface BookingNoShow {
  /** Whether the invitee did not come. False takes it back. */
  readonly no_show: boolean;
}

export interface BookingReassign {
  /** Who shall hold the meeting: a host of the event type. Left out: whose turn it is. */
  readonly member_id?: string | undefined;
  /** Why, in words for the other side. */
  readonly reason?: string | null | undefined;
  /**
   * Whatever their schedule, absences and calendars say: asks for the permission `schedules.write`. Other
   * bookings always hold.
   *
   * Default: `false`.
   */
  readonly force?: boolean | undefined;
}

export interface BookingReschedule {
  /** When the meeting shall start. The length stays. */
  readonly new_start_time: string;
  /** Why, in words for the other side. */
  readonly reason?: string | null | undefined;
  /**
   * `keep`: those who hold it now, or nobody; `any`: whose turn it is. Unless told, those who hold it where
   * they are free, else whose turn it is.
   */
  readonly host?: 'keep' | 'any' | undefined;
  /**
   * With a key only: rules that do not hold for this time. `notice` and `window`: however soon or far ahead;
   * `hours`: outside the weekly hours; `grid`: at any minute. Other bookings, capacity and caps always hold.
   */
  readonly override?: readonly ('notice' | 'window' | 'hours' | 'grid')[] | undefined;
  /** With a key only: false where nobody is to be mailed about it; true unless told. Webhooks are told. */
  readonly notify?: boolean | undefined;
}

export interface CurrentSession {
  user: User;
  member: {
    /** The id of the member. */
    id: string;
    /** What the person is in the organization. */
    role: 'owner' | 'admin' | 'member';
  };
  organization: {
    /** The id of the organization. */
    id: string;
    name: string;
    slug: string;
  };
  /** What the role has, over everything in the organization. */
  permissions: string[];
  /** What it has over what is the person’s own, such as the bookings that they host. */
  permissions_over_own: string[];
  /** As the `Astrocal-Mode` of this request says. */
  mode: 'live' | 'test';
  /** When the session ends at the latest. */
  expires_at: string;
  /** Until when the person need not prove again who they are. */
  proven_until: string;
}

export interface EmbedSession {
  /** The id of the embedded session. */
  id: string;
  /**
   * `booker` books one event type, `booking` shows, moves and cancels one booking, `host` keeps the hours,
   * absences and bookings of one member.
   */
  kind: 'booker' | 'booking' | 'host';
  is_test: boolean;
  /** Of a `booker`: what is booked. */
  event_type_id: string | null;
  /** Of a `booker`: the one host, where it has one. */
  host_id: string | null;
  /** Of a `booker`: who books, where that is told. */
  attendee: {
    name: string;
    email: string;
    timezone: string | null;
    external_id: string | null;
  } | null;
  /** Your own key-value pairs, exactly as they were sent. */
  metadata: Record<string, string | number | boolean>;
  /** Of a `booking`: which. */
  booking_id: string | null;
  /** Of a `host`: who. */
  member_id: string | null;
  read_only: boolean;
  /** Origins whose pages may frame it. */
  allowed_origins: string[];
  /** When it was made. */
  created_at: string;
  /** From when on it is refused. */
  expires_at: string;
  /** When it was ended before that. */
  ended_at: string | null;
}

/** A `kind`, with what it is for. */
export interface EmbedSessionCreate {
  /**
   * `booker` books one event type, `booking` shows, moves and cancels one booking, `host` keeps the hours,
   * absences and bookings of one member.
   */
  readonly kind: 'booker' | 'booking' | 'host';
  /** `booker`: the event type that is booked. */
  readonly event_type_id?: string | undefined;
  /** `booker`: the one host who shall hold the meeting. */
  readonly host_id?: string | undefined;
  /** `booker`: who books. Bookings are made as this person and nobody else. */
  readonly attendee?: {
    /** The name of the person. */
    readonly name: string;
    /** The e-mail address of the person. */
    readonly email: string;
    /** The zone of the person. Unless told, that of the browser. */
    readonly timezone?: string | undefined;
    /** The id that the person has with you: bookings carry it as `metadata.attendee_external_id`. */
    readonly external_id?: string | undefined;
  } | undefined;
  /** `booker`: what its bookings carry. Whoever books may add other names, and change none of these. */
  readonly metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** `booking`: the booking. */
  readonly booking_id?: string | undefined;
  /** `host`: the member. */
  readonly member_id?: string | undefined;
  /** `host`: shows everything and changes nothing. False unless told. */
  readonly read_only?: boolean | undefined;
  /**
   * Seconds. Unless told: 1800 for `booker`, 3600 for `host`, and for `booking` until a day after its end.
   */
  readonly expires_in?: number | undefined;
  /** Origins whose pages may frame it, such as `https://app.example.com`. None unless told. */
  readonly allowed_origins?: readonly string[] | undefined;
}

export interface EmbedSessionList {
  /** The items, newest first. */
  data: EmbedSession[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface EmbedSessionWithToken {
  /** The id of the embedded session. */
  id: string;
  /**
   * `booker` books one event type, `booking` shows, moves and cancels one booking, `host` keeps the hours,
   * absences and bookings of one member.
   */
  kind: 'booker' | 'booking' | 'host';
  is_test: boolean;
  /** Of a `booker`: what is booked. */
  event_type_id: string | null;
  /** Of a `booker`: the one host, where it has one. */
  host_id: string | null;
  /** Of a `booker`: who books, where that is told. */
  attendee: {
    name: string;
    email: string;
    timezone: string | null;
    external_id: string | null;
  } | null;
  /** Your own key-value pairs, exactly as they were sent. */
  metadata: Record<string, string | number | boolean>;
  /** Of a `booking`: which. */
  booking_id: string | null;
  /** Of a `host`: who. */
  member_id: string | null;
  read_only: boolean;
  /** Origins whose pages may frame it. */
  allowed_origins: string[];
  /** When it was made. */
  created_at: string;
  /** From when on it is refused. */
  expires_at: string;
  /** When it was ended before that. */
  ended_at: string | null;
  /** What its bearer sends as `Authorization: Bearer es_…`. It is shown this once. */
  token: string;
  /** The page that it opens, alone or in a frame of an allowed origin; the token is its fragment. */
  url: string;
}

export interface ErrorAnswer {
  error: {
    /** The machine-readable code; the catalogue is closed. */
    code: 'validation_error' | 'unauthorized' | 'reauthentication_required' | 'forbidden' | 'not_found' | 'method_not_allowed' | 'conflict' | 'slot_unavailable' | 'booking_cap_reached' | 'booking_cancelled' | 'host_unavailable' | 'last_owner' | 'member_has_bookings' | 'idempotency_in_progress' | 'link_expired' | 'payload_too_large' | 'unsupported_media_type' | 'idempotency_key_reused' | 'rate_limit_exceeded' | 'internal_error' | 'unavailable';
    /** For humans, and safe to show. */
    message: string;
    /** More about the error, by its code. */
    details?: {
      /** With `validation_error`: every problem found. */
      issues?: {
        /** Where in the request, for example `body.start_time`. */
        path: string;
        message: string;
      }[];
      /**
       * With `slot_unavailable`: why the time cannot be booked. With `conflict`, `too_late`: the cut-off of
       * the event type is over.
       */
      reason?: 'cap_reached' | 'in_past' | 'notice_too_short' | 'beyond_window' | 'outside_hours' | 'not_on_grid' | 'booked' | 'full' | 'calendar_busy' | 'too_late';
      /** With `slot_unavailable`: the nearest bookable times. */
      alternatives?: Alternative[];
      /** With `conflict`, to API keys: the booking that has the place which was asked for again. */
      booking_id?: string;
      /** With `member_has_bookings`: how many lie ahead. */
      count?: number;
      /** With `booking_cap_reached`: when the next period begins. Null where none does. */
      resets_at?: string | null;
    };
    /** With `rate_limit_exceeded`: the requests allowed in the window. */
    limit?: number;
    /** With `rate_limit_exceeded`: `1m`, `1h` or `24h`. */
    window?: string;
    /** With `rate_limit_exceeded`: when the window ends. */
    reset_at?: string;
    /** With `rate_limit_exceeded`: seconds to wait. */
    retry_after?: number;
    /** With `rate_limit_exceeded`: the plan of the organization, or `public` without a key. */
    tier?: string;
    /** Also in the `Request-Id` header; quote it when you ask for help. */
    request_id: string;
    /** The page that explains the code. */
    doc_url: string;
  };
}

export interface EventType {
  /** The id of the event type. */
  id: string;
  /** The id of the organization. */
  organization_id: string;
  /** The name that invitees see. */
  title: string;
  /**
   * The name in addresses: lower-case letters, digits and single hyphens. Unique within organization and
   * mode.
   */
  slug: string;
  /** What the meeting is about. */
  description: string | null;
  /** The length of a meeting in minutes. */
  duration_minutes: number;
  /** The lengths that an invitee may choose from; contains `duration_minutes`. */
  duration_options: number[] | null;
  /** Time kept free before each meeting. */
  buffer_before_minutes: number;
  /** Time kept free after each meeting. */
  buffer_after_minutes: number;
  /** The colour in calendars, `#rrggbb`. */
  color: string;
  /** The zone of its weekly hours; set with them. */
  timezone: string;
  active: boolean;
  /** Whether it belongs to test mode. */
  is_test: boolean;
  /**
   * The price in the smallest unit of the currency (cents), as Stripe counts it: 250000 `huf` are 2,500.00.
   */
  price_amount: number | null;
  /** The three-letter code of a currency that can be charged; answered in lower case. */
  price_currency: string;
  /** How many attendees share one slot. More than 1 makes a group event. */
  max_attendees: number;
  /** How long before its start a slot must be booked. */
  minimum_notice_minutes: number;
  /** How long before its start a booking can last be cancelled without an API key. Null: until it begins. */
  cancel_cutoff_minutes: number | null;
  /** How long before its start a booking can last be moved without an API key. Null: until it begins. */
  reschedule_cutoff_minutes: number | null;
  /** Where the meeting takes place: free text or an address of a call. */
  location: string | null;
  /** Whether full slots can be waited for. */
  waitlist_enabled: boolean;
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
  /** Minutes before the meeting at which a reminder is sent. */
  reminder_intervals: number[];
  notifications: Notifications;
  /** How many bookings may be received per period. */
  booking_cap: number | null;
  /** The period of the cap. Set together with `booking_cap`. */
  booking_cap_period: 'daily' | 'weekly' | 'monthly' | 'total' | null;
  /** Bookings left in the current period. Null without a cap. */
  bookings_remaining: number | null;
  /** How many days ahead can be booked, counted in dates of the zone. Null: no limit. */
  booking_window_days: number | null;
  /** The distance between slot starts. Null: the duration plus both buffers. */
  slot_interval_minutes: number | null;
  /**
   * With several hosts: one of them in fair turn, or all together, or one of those who are free with the
   * highest priority.
   */
  assignment_strategy: 'round_robin' | 'collective' | 'priority';
  /**
   * With several hosts of whom one is chosen: whether visitors may choose who it is. Their names are public
   * then.
   */
  allow_host_choice: boolean;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  external_id: string | null;
  /** In a group, without an API key: whether one e-mail address may take several places of a slot. */
  allow_duplicate_attendees: boolean;
  /** How many people one booking may bring without an API key. */
  max_party_without_key: number;
}

export interface EventTypeCreate {
  /** The name that invitees see. */
  readonly title: string;
  /**
   * The name in addresses: lower-case letters, digits and single hyphens. Unique within organization and
   * mode.
   */
  readonly slug: string;
  /** The length of a meeting in minutes. */
  readonly duration_minutes: number;
  /**
   * What the meeting is about.
   *
   * Default: `null`.
   */
  readonly description?: string | null | undefined;
  /**
   * Time kept free before each meeting.
   *
   * Default: `0`.
   */
  readonly buffer_before_minutes?: number | undefined;
  /**
   * Time kept free after each meeting.
   *
   * Default: `0`.
   */
  readonly buffer_after_minutes?: number | undefined;
  /**
   * The colour in calendars, `#rrggbb`.
   *
   * Default: `"#3b82f6"`.
   */
  readonly color?: string | undefined;
  /**
   * How many attendees share one slot. More than 1 makes a group event.
   *
   * Default: `1`.
   */
  readonly max_attendees?: number | undefined;
  /**
   * The lengths that an invitee may choose from; contains `duration_minutes`.
   *
   * Default: `null`.
   */
  readonly duration_options?: readonly number[] | null | undefined;
  /**
   * The price in the smallest unit of the currency (cents), as Stripe counts it: 250000 `huf` are 2,500.00.
   *
   * Default: `null`.
   */
  readonly price_amount?: number | null | undefined;
  /**
   * The three-letter code of a currency that can be charged; answered in lower case.
   *
   * Default: `"usd"`.
   */
  readonly price_currency?: string | undefined;
  /**
   * Minutes before the meeting at which a reminder is sent.
   *
   * Default: `[1440,60]`.
   */
  readonly reminder_intervals?: readonly number[] | undefined;
  /**
   * How many bookings may be received per period.
   *
   * Default: `null`.
   */
  readonly booking_cap?: number | null | undefined;
  /**
   * The period of the cap. Set together with `booking_cap`.
   *
   * Default: `null`.
   */
  readonly booking_cap_period?: 'daily' | 'weekly' | 'monthly' | 'total' | null | undefined;
  /**
   * How long before its start a slot must be booked.
   *
   * Default: `0`.
   */
  readonly minimum_notice_minutes?: number | undefined;
  /**
   * How many days ahead can be booked, counted in dates of the zone. Null: no limit.
   *
   * Default: `null`.
   */
  readonly booking_window_days?: number | null | undefined;
  /**
   * The distance between slot starts. Null: the duration plus both buffers.
   *
   * Default: `null`.
   */
  readonly slot_interval_minutes?: number | null | undefined;
  /**
   * How long before its start a booking can last be cancelled without an API key. Null: until it begins.
   *
   * Default: `null`.
   */
  readonly cancel_cutoff_minutes?: number | null | undefined;
  /**
   * How long before its start a booking can last be moved without an API key. Null: until it begins.
   *
   * Default: `null`.
   */
  readonly reschedule_cutoff_minutes?: number | null | undefined;
  /**
   * Whether full slots can be waited for.
   *
   * Default: `false`.
   */
  readonly waitlist_enabled?: boolean | undefined;
  /**
   * Where the meeting takes place: free text or an address of a call.
   *
   * Default: `null`.
   */
  readonly location?: string | null | undefined;
  /**
   * With several hosts: one of them in fair turn, or all together, or one of those who are free with the
   * highest priority.
   *
   * Default: `"round_robin"`.
   */
  readonly assignment_strategy?: 'round_robin' | 'collective' | 'priority' | undefined;
  /**
   * With several hosts of whom one is chosen: whether visitors may choose who it is. Their names are public
   * then.
   *
   * Default: `false`.
   */
  readonly allow_host_choice?: boolean | undefined;
  /**
   * The id that it has with you: no two of a kind have the same in a mode.
   *
   * Default: `null`.
   */
  readonly external_id?: string | null | undefined;
  /**
   * In a group, without an API key: whether one e-mail address may take several places of a slot.
   *
   * Default: `false`.
   */
  readonly allow_duplicate_attendees?: boolean | undefined;
  /**
   * How many people one booking may bring without an API key.
   *
   * Default: `10`.
   */
  readonly max_party_without_key?: number | undefined;
  readonly notifications?: NotificationsChange | undefined;
}

export interface EventTypeList {
  /** The items, newest first. */
  data: EventType[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

/** Only the fields to change. The merged event type is checked as a whole. */
export interface EventTypeUpdate {
  /** The name that invitees see. */
  readonly title?: string | undefined;
  /**
   * The name in addresses: lower-case letters, digits and single hyphens. Unique within organization and
   * mode.
   */
  readonly slug?: string | undefined;
  /** The length of a meeting in minutes. */
  readonly duration_minutes?: number | undefined;
  /** What the meeting is about. */
  readonly description?: string | null | undefined;
  /** Time kept free before each meeting. */
  readonly buffer_before_minutes?: number | undefined;
  /** Time kept free after each meeting. */
  readonly buffer_after_minutes?: number | undefined;
  /** The colour in calendars, `#rrggbb`. */
  readonly color?: string | undefined;
  /** How many attendees share one slot. More than 1 makes a group event. */
  readonly max_attendees?: number | undefined;
  /** The lengths that an invitee may choose from; contains `duration_minutes`. */
  readonly duration_options?: readonly number[] | null | undefined;
  /**
   * The price in the smallest unit of the currency (cents), as Stripe counts it: 250000 `huf` are 2,500.00.
   */
  readonly price_amount?: number | null | undefined;
  /** The three-letter code of a currency that can be charged; answered in lower case. */
  readonly price_currency?: string | undefined;
  /** Minutes before the meeting at which a reminder is sent. */
  readonly reminder_intervals?: readonly number[] | undefined;
  /** How many bookings may be received per period. */
  readonly booking_cap?: number | null | undefined;
  /** The period of the cap. Set together with `booking_cap`. */
  readonly booking_cap_period?: 'daily' | 'weekly' | 'monthly' | 'total' | null | undefined;
  /** How long before its start a slot must be booked. */
  readonly minimum_notice_minutes?: number | undefined;
  /** How many days ahead can be booked, counted in dates of the zone. Null: no limit. */
  readonly booking_window_days?: number | null | undefined;
  /** The distance between slot starts. Null: the duration plus both buffers. */
  readonly slot_interval_minutes?: number | null | undefined;
  /** How long before its start a booking can last be cancelled without an API key. Null: until it begins. */
  readonly cancel_cutoff_minutes?: number | null | undefined;
  /** How long before its start a booking can last be moved without an API key. Null: until it begins. */
  readonly reschedule_cutoff_minutes?: number | null | undefined;
  /** Whether full slots can be waited for. */
  readonly waitlist_enabled?: boolean | undefined;
  /** Where the meeting takes place: free text or an address of a call. */
  readonly location?: string | null | undefined;
  /**
   * With several hosts: one of them in fair turn, or all together, or one of those who are free with the
   * highest priority.
   */
  readonly assignment_strategy?: 'round_robin' | 'collective' | 'priority' | undefined;
  /**
   * With several hosts of whom one is chosen: whether visitors may choose who it is. Their names are public
   * then.
   */
  readonly allow_host_choice?: boolean | undefined;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  readonly external_id?: string | null | undefined;
  /** In a group, without an API key: whether one e-mail address may take several places of a slot. */
  readonly allow_duplicate_attendees?: boolean | undefined;
  /** How many people one booking may bring without an API key. */
  readonly max_party_without_key?: number | undefined;
  readonly notifications?: NotificationsChange | undefined;
  /** False hides the event type from public availability. */
  readonly active?: boolean | undefined;
}

export interface Explanation {
  /** The time that you asked about. */
  start_time: string;
  bookable: boolean;
  /** Why it cannot be booked; null when it can. */
  reason: 'cap_reached' | 'in_past' | 'notice_too_short' | 'beyond_window' | 'outside_hours' | 'not_on_grid' | 'booked' | 'full' | 'calendar_busy' | null;
  /** What the verdict rests on. */
  details: {
    /** The reason in words. */
    message: string;
    /** When the slot would end; left out past the year 9999. */
    end_time?: string;
    spots_remaining?: number;
    total_capacity?: number;
    /** With `cap_reached`: when the next period begins. Null for a `total` cap. */
    resets_at?: string | null;
  };
  /** What each host says to the time: those who are needed first, then by their turns. */
  hosts: {
    /** The id of the member. */
    member_id: string;
    name: string;
    /** Takes part whoever is chosen. */
    required: boolean;
    /** Whether the host could take the time, as far as it goes. */
    bookable: boolean;
    /** Why not; null when it could. */
    reason: 'inactive' | 'outside_schedule' | 'absent' | 'booked' | 'full' | 'calendar_busy' | 'buffer' | 'apart' | null;
    details: {
      /** The reason in words. */
      message: string;
    };
    /** When its turn is, of those who could be chosen: 1 would get the next booking. */
    next?: number;
    /** With `next: 1`: what puts it before the others. */
    next_reason?: 'only_one' | 'joins' | 'fair_share' | 'priority' | 'fewest_bookings' | 'id';
  }[];
}

export interface FoundInvitation {
  organization_name: string;
  /** Who is to join. No address is invited twice at a time. */
  email: string;
  /** What the person will be in the organization. */
  role: 'owner' | 'admin' | 'member';
  /** What the person is called, as far as whoever invites knows. */
  name: string | null;
  /** Whether the address has an account: who joins signs in with it first. */
  has_account: boolean;
}

export interface Host {
  /** The id of the host. */
  id: string;
  /** The id of the event type. */
  event_type_id: string;
  /** The id of the member. */
  member_id: string;
  /** The name of the member. */
  member_name: string;
  /** The e-mail address of the member. */
  member_email: string;
  /** The higher first: with the strategy `priority` before all else, otherwise where turns are equal. */
  priority: number;
  /** Twice the weight, twice the bookings. A new one counts from then on. */
  weight: number;
  /** Takes part in every meeting, whoever is chosen beside. */
  required: boolean;
  /** How many bookings of this event type the host was given, less those taken back in time. */
  total_bookings: number;
  /** When the last of them was made. Null before the first. */
  last_booking_at: string | null;
  /** Whether a calendar of the member is connected. */
  has_calendar: boolean;
  /** When the member became a host. */
  created_at: string;
}

export interface HostCreate {
  /** The id of the member. */
  readonly member_id: string;
  /**
   * The higher first: with the strategy `priority` before all else, otherwise where turns are equal.
   *
   * Default: `0`.
   */
  readonly priority?: number | undefined;
  /**
   * Twice the weight, twice the bookings. A new one counts from then on.
   *
   * Default: `1`.
   */
  readonly weight?: number | undefined;
  /**
   * Takes part in every meeting, whoever is chosen beside.
   *
   * Default: `false`.
   */
  readonly required?: boolean | undefined;
}

export interface HostList {
  /** The items, in the order in which they were named. */
  data: Host[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

/** Only the fields to change. */
export interface HostUpdate {
  /** The higher first: with the strategy `priority` before all else, otherwise where turns are equal. */
  readonly priority?: number | undefined;
  /** Twice the weight, twice the bookings. A new one counts from then on. */
  readonly weight?: number | undefined;
  /** Takes part in every meeting, whoever is chosen beside. */
  readonly required?: boolean | undefined;
}

export interface HostsReplace {
  /** All hosts, each member once. Those who stay keep their turns and counts. */
  readonly hosts: readonly {
    /** The id of the member. */
    readonly member_id: string;
    /**
     * The higher first: with the strategy `priority` before all else, otherwise where turns are equal.
     *
     * Default: `0`.
     */
    readonly priority?: number | undefined;
    /**
     * Twice the weight, twice the bookings. A new one counts from then on.
     *
     * Default: `1`.
     */
    readonly weight?: number | undefined;
    /**
     * Takes part in every meeting, whoever is chosen beside.
     *
     * Default: `false`.
     */
    readonly required?: boolean | undefined;
  }[];
}

export interface Invitation {
  /** The id of the invitation. */
  id: string;
  /** Who is to join. No address is invited twice at a time. */
  email: string;
  /** What the person will be in the organization. */
  role: 'owner' | 'admin' | 'member';
  /** What the person is called, as far as whoever invites knows. */
  name: string | null;
  /** The member who invites. Null: a key. */
  invited_by: string | null;
  /** When the person was invited. */
  created_at: string;
  /** Until when the link works: 7 days after it was made. */
  expires_at: string;
}

/** Whoever is signed in joins with that account; else both name and password are needed. */
export interface InvitationAccept {
  /** What stands in the link. */
  readonly token: string;
  /** What people call whoever joins. */
  readonly name?: string | undefined;
  /** At least 8 characters, of any kind; none of the commonest passwords. */
  readonly password?: string | undefined;
}

export interface InvitationCreate {
  /** Who is to join. No address is invited twice at a time. */
  readonly email: string;
  /** What the person will be in the organization. */
  readonly role: 'owner' | 'admin' | 'member';
  /** What the person is called, as far as whoever invites knows. */
  readonly name?: string | null | undefined;
}

export interface InvitationList {
  /** The items, newest first. */
  data: Invitation[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface InvitationLookup {
  /** What stands in the link. */
  readonly token: string;
}

export interface InvitationWithLink {
  /** The id of the invitation. */
  id: string;
  /** Who is to join. No address is invited twice at a time. */
  email: string;
  /** What the person will be in the organization. */
  role: 'owner' | 'admin' | 'member';
  /** What the person is called, as far as whoever invites knows. */
  name: string | null;
  /** The member who invites. Null: a key. */
  invited_by: string | null;
  /** When the person was invited. */
  created_at: string;
  /** Until when the link works: 7 days after it was made. */
  expires_at: string;
  /**
   * The link, where this server sends no mail: hand it over yourself. It is shown this once. Null where a
   * mail brings it.
   */
  link: string | null;
}

export interface LinkUse {
  /** What stands in the link. */
  readonly token: string;
}

export interface LinkWish {
  /** The address of the account, in any case. */
  readonly email: string;
}

export interface Mail {
  /** The id of the mail. */
  id: string;
  /** What it tells. */
  kind: 'booking_confirmed' | 'booking_rescheduled' | 'booking_reassigned' | 'booking_assigned' | 'booking_unassigned' | 'booking_cancelled' | 'booking_reminder' | 'waitlist_joined' | 'waitlist_promoted' | 'waitlist_expired' | 'webhook_disabled';
  /**
   * `pending` while it is to be sent; `captured`: kept and never sent, in test mode or without a mail server;
   * `superseded`: not sent, because it told what was no longer so.
   */
  status: 'pending' | 'sent' | 'failed' | 'captured' | 'superseded';
  is_test: boolean;
  /** Who they are to the booking, or the owner. */
  recipient_role: 'invitee' | 'attendee' | 'host' | 'owner';
  /** To whom it is. */
  recipient_email: string;
  /** The booking that it is about; null where it is about something else. */
  booking_id: string | null;
  /** The waitlist entry that it is about; null where it is about something else. */
  waitlist_entry_id: string | null;
  /** The webhook endpoint that it is about; null where it is about something else. */
  webhook_endpoint_id: string | null;
  /** How often it was handed to the mail server. */
  attempts: number;
  /** Why the last attempt failed, why it waits, or why it is not sent. */
  error: string | null;
  /** When it is sent or tried again; null when it is not. */
  next_attempt_at: string | null;
  /** When the mail server took it. */
  sent_at: string | null;
  /** When it was written. */
  created_at: string;
}

export interface MailInvite {
  /** What it asks of a calendar (RFC 5546). */
  method: 'REQUEST' | 'CANCEL';
  /** The `text/calendar` part. */
  content: string;
}

export interface MailList {
  /** The items, newest first. */
  data: Mail[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface MailWithContent {
  /** The id of the mail. */
  id: string;
  /** What it tells. */
  kind: 'booking_confirmed' | 'booking_rescheduled' | 'booking_reassigned' | 'booking_assigned' | 'booking_unassigned' | 'booking_cancelled' | 'booking_reminder' | 'waitlist_joined' | 'waitlist_promoted' | 'waitlist_expired' | 'webhook_disabled';
  /**
   * `pending` while it is to be sent; `captured`: kept and never sent, in test mode or without a mail server;
   * `superseded`: not sent, because it told what was no longer so.
   */
  status: 'pending' | 'sent' | 'failed' | 'captured' | 'superseded';
  is_test: boolean;
  /** Who they are to the booking, or the owner. */
  recipient_role: 'invitee' | 'attendee' | 'host' | 'owner';
  /** To whom it is. */
  recipient_email: string;
  /** The booking that it is about; null where it is about something else. */
  booking_id: string | null;
  /** The waitlist entry that it is about; null where it is about something else. */
  waitlist_entry_id: string | null;
  /** The webhook endpoint that it is about; null where it is about something else. */
  webhook_endpoint_id: string | null;
  /** How often it was handed to the mail server. */
  attempts: number;
  /** Why the last attempt failed, why it waits, or why it is not sent. */
  error: string | null;
  /** When it is sent or tried again; null when it is not. */
  next_attempt_at: string | null;
  /** When the mail server took it. */
  sent_at: string | null;
  /** When it was written. */
  created_at: string;
  from: {
    /** As people know them. */
    name: string;
    /** Their address. */
    email: string;
  };
  to: {
    /** As people know them. */
    name: string;
    /** Their address. */
    email: string;
  };
  reply_to: {
    /** As people know them. */
    name: string;
    /** Their address. */
    email: string;
  } | null;
  subject: string;
  /** What it says as text. In the mail to an invitee there are links that change the booking. */
  text: string;
  /**
   * The same as an HTML document, without scripts or outside requests but for the logo of the organization.
   */
  html: string;
  invite: MailInvite | null;
}

export interface Member {
  /** The id of the member. */
  id: string;
  /** The id of the organization. */
  organization_id: string;
  /** The account that signs in as the member. Null: nobody does. */
  user_id: string | null;
  /** The name that invitees see. */
  name: string;
  /** Where the member is told of bookings. No two members of a mode have the same. */
  email: string;
  /** What the member is in the organization. */
  role: 'owner' | 'admin' | 'member';
  /** Where the member’s days begin and end. */
  timezone: string;
  /** False: gets no new bookings. Those that there are stay. */
  active: boolean;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  external_id: string | null;
  /** What sets the member apart, by names of your own: each a text or up to 20 of them. At most 20 names. */
  attributes: Record<string, string | string[]>;
  /** Whether the member exists in test mode only. */
  is_test: boolean;
  /** When the member was last signed in. */
  last_seen_at: string | null;
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
  /** Whether a calendar of the member is connected. */
  has_calendar: boolean;
  /** How many event types of the key’s mode the member is a host of. */
  event_type_count: number;
  /** How many bookings of the key’s mode that have not begun take the member’s time. */
  upcoming_bookings: number;
}

export interface MemberCreate {
  /** The name that invitees see. */
  readonly name: string;
  /** Where the member is told of bookings. No two members of a mode have the same. */
  readonly email: string;
  /** Where the member’s days begin and end. That of the organization unless told. */
  readonly timezone?: string | undefined;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  readonly external_id?: string | null | undefined;
  /**
   * What sets the member apart, by names of your own: each a text or up to 20 of them. At most 20 names.
   *
   * Default: `{}`.
   */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

export interface MemberList {
  /** The items, newest first. */
  data: Member[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface MemberMessage {
  /** The id of the member. */
  id: string;
  /** The id of the organization. */
  organization_id: string;
  /** The account that signs in as the member. Null: nobody does. */
  user_id: string | null;
  /** The name that invitees see. */
  name: string;
  /** Where the member is told of bookings. No two members of a mode have the same. */
  email: string;
  /** What the member is in the organization. */
  role: 'owner' | 'admin' | 'member';
  /** Where the member’s days begin and end. */
  timezone: string;
  /** False: gets no new bookings. Those that there are stay. */
  active: boolean;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  external_id: string | null;
  /** What sets the member apart, by names of your own: each a text or up to 20 of them. At most 20 names. */
  attributes: Record<string, string | string[]>;
  /** Whether the member exists in test mode only. */
  is_test: boolean;
  /** When the member was last signed in. */
  last_seen_at: string | null;
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
}

export interface MemberRemoval {
  /** The id of the member removal. */
  id: string;
  /** The id of the member. */
  member_id: string;
  is_test: boolean;
  /**
   * What becomes of the bookings that the member has ahead: `reassign` gives each to another host of its
   * event type, whose turn it is, and keeps those that nobody else can hold; `cancel` cancels them, with
   * mail; `keep` leaves them with the name of who was there.
   */
  bookings: 'reassign' | 'cancel' | 'keep';
  /** `working` until all of the bookings were dealt with. */
  status: 'working' | 'done';
  /** How many bookings the member had ahead. */
  total: number;
  /** How many of them others hold now. */
  reassigned: number;
  /** How many of them were cancelled. */
  cancelled: number;
  /** How many of them stay with the name of the member. */
  kept: number;
  /** Those of the kept ones for which it was to be otherwise, up to 100, each with what stood in the way. */
  failed: {
    /** The id of the booking. */
    booking_id: string;
    /** The code of the error. */
    reason: string;
  }[];
  /** When the member was removed. */
  created_at: string;
  /** When the last of the bookings was dealt with. */
  finished_at: string | null;
}

export interface MemberRemove {
  /**
   * What becomes of the bookings that the member has ahead: `reassign` gives each to another host of its
   * event type, whose turn it is, and keeps those that nobody else can hold; `cancel` cancels them, with
   * mail; `keep` leaves them with the name of who was there.
   */
  readonly bookings?: 'reassign' | 'cancel' | 'keep' | undefined;
}

/** Only the fields to change. `attributes` replaces all of them. */
export interface MemberUpdate {
  /** The name that invitees see. */
  readonly name?: string | undefined;
  /** Where the member is told of bookings. No two members of a mode have the same. */
  readonly email?: string | undefined;
  /** Where the member’s days begin and end. */
  readonly timezone?: string | undefined;
  /** False: gets no new bookings. Those that there are stay. */
  readonly active?: boolean | undefined;
  /** What the member is in the organization from now on. Nobody changes their own. */
  readonly role?: 'owner' | 'admin' | 'member' | undefined;
  /** The id that it has with you: no two of a kind have the same in a mode. */
  readonly external_id?: string | null | undefined;
  /** What sets the member apart, by names of your own: each a text or up to 20 of them. At most 20 names. */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

export interface BookingEventMessage {
  /** The id of the message. */
  id: string;
  /** When it happened. */
  created_at: string;
  is_test: boolean;
  data: BookingMessage;
  /** What happened. */
  event: 'booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show';
}

export interface WaitlistEventMessage {
  /** The id of the message. */
  id: string;
  /** When it happened. */
  created_at: string;
  is_test: boolean;
  data: WaitlistEntryMessage;
  /** What happened. */
  event: 'waitlist.promoted' | 'waitlist.expired';
}

export interface MemberEventMessage {
  /** The id of the message. */
  id: string;
  /** When it happened. */
  created_at: string;
  is_test: boolean;
  data: MemberMessage;
  /** What happened. */
  event: 'member.joined' | 'member.removed';
}

/** A fact in the log, in the very form in which webhooks carry it. */
export type Message = BookingEventMessage | WaitlistEventMessage | MemberEventMessage;

export interface MessageList {
  /** The items, oldest first. */
  data: Message[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

/** Which mails about its bookings are sent: to the invitee and the party, and to the hosts. */
export interface Notifications {
  invitee: {
    /** That it is booked. */
    confirmation: boolean;
    /** That its time or its hosts have changed. */
    change: boolean;
    /** That it is cancelled. */
    cancellation: boolean;
    /** That it is soon, at the `reminder_intervals`. */
    reminder: boolean;
  };
  host: {
    /** That it is booked. */
    confirmation: boolean;
    /** That its time or its hosts have changed. */
    change: boolean;
    /** That it is cancelled. */
    cancellation: boolean;
  };
}

/**
 * Which mails about its bookings are sent: to the invitee and the party, and to the hosts. What is not named
 * stays as it is.
 */
export interface NotificationsChange {
  invitee?: {
    /** That it is booked. */
    confirmation?: boolean;
    /** That its time or its hosts have changed. */
    change?: boolean;
    /** That it is cancelled. */
    cancellation?: boolean;
    /** That it is soon, at the `reminder_intervals`. */
    reminder?: boolean;
  };
  host?: {
    /** That it is booked. */
    confirmation?: boolean;
    /** That its time or its hosts have changed. */
    change?: boolean;
    /** That it is cancelled. */
    cancellation?: boolean;
  };
}

export interface Organization {
  /** The id of the organization. */
  id: string;
  /** What people know the organization by: on booking pages and in mail. */
  name: string;
  /** Its name in the addresses of booking pages: lower-case letters, digits and single hyphens. */
  slug: string;
  /** The zone of members who are added without one. */
  timezone: string;
  /**
   * Where the logo is: an https address without credentials of a PNG, JPEG or WebP of at most 200 kB. It is
   * fetched once and served from here.
   */
  logo_url: string | null;
  /** The colour of the brand, `#rrggbb`. */
  brand_color: string | null;
  /** Whom mail is from. Null: the name of the server’s configuration, or that of the organization. */
  sender_name: string | null;
  /** Where answers of invitees to mail go. Null: to the host of the meeting. */
  reply_to: string | null;
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
}

export interface OrganizationChoice {
  /** The id of the organization. */
  readonly organization_id: string;
}

/** Only the fields to change. */
export interface OrganizationUpdate {
  /** What people know the organization by: on booking pages and in mail. */
  readonly name?: string | undefined;
  /** Its name in the addresses of booking pages: lower-case letters, digits and single hyphens. */
  readonly slug?: string | undefined;
  /** The zone of members who are added without one. */
  readonly timezone?: string | undefined;
  /**
   * Where the logo is: an https address without credentials of a PNG, JPEG or WebP of at most 200 kB. It is
   * fetched once and served from here.
   */
  readonly logo_url?: string | null | undefined;
  /** The colour of the brand, `#rrggbb`. */
  readonly brand_color?: string | null | undefined;
  /** Whom mail is from. Null: the name of the server’s configuration, or that of the organization. */
  readonly sender_name?: string | null | undefined;
  /** Where answers of invitees to mail go. Null: to the host of the meeting. */
  readonly reply_to?: string | null | undefined;
}

export interface OtpRequired {
  /** All is right so far, and nothing was done: send the same with `otp`. */
  otp_required: boolean;
}

export interface PasswordByLink {
  /** What stands in the link. */
  readonly token: string;
  /** At least 8 characters, of any kind; none of the commonest passwords. */
  readonly new_password: string;
  /** A code of the app (RFC 6238), or a recovery code; each works once. */
  readonly otp?: string | undefined;
}

export interface PasswordChange {
  /** The password so far. */
  readonly current_password: string;
  /** At least 8 characters, of any kind; none of the commonest passwords. */
  readonly new_password: string;
}

export interface PublicEventType {
  /** The id of the event type. */
  id: string;
  /** The id of the organization. */
  organization_id: string;
  /** The name that invitees see. */
  title: string;
  /**
   * The name in addresses: lower-case letters, digits and single hyphens. Unique within organization and
   * mode.
   */
  slug: string;
  /** What the meeting is about. */
  description: string | null;
  /** The length of a meeting in minutes. */
  duration_minutes: number;
  /** The lengths that an invitee may choose from; contains `duration_minutes`. */
  duration_options: number[] | null;
  /** Time kept free before each meeting. */
  buffer_before_minutes: number;
  /** Time kept free after each meeting. */
  buffer_after_minutes: number;
  /** The colour in calendars, `#rrggbb`. */
  color: string;
  /** The zone of its weekly hours; set with them. */
  timezone: string;
  active: boolean;
  /** Whether it belongs to test mode. */
  is_test: boolean;
  /**
   * The price in the smallest unit of the currency (cents), as Stripe counts it: 250000 `huf` are 2,500.00.
   */
  price_amount: number | null;
  /** The three-letter code of a currency that can be charged; answered in lower case. */
  price_currency: string;
  /** How many attendees share one slot. More than 1 makes a group event. */
  max_attendees: number;
  /** How long before its start a slot must be booked. */
  minimum_notice_minutes: number;
  /** How long before its start a booking can last be cancelled without an API key. Null: until it begins. */
  cancel_cutoff_minutes: number | null;
  /** How long before its start a booking can last be moved without an API key. Null: until it begins. */
  reschedule_cutoff_minutes: number | null;
  /** Where the meeting takes place: free text or an address of a call. */
  location: string | null;
  /** Whether full slots can be waited for. */
  waitlist_enabled: boolean;
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
  /** Who offers it. */
  organization: {
    /** What people know it by. */
    name: string;
    /** Its logo, as it is served from here. */
    logo_url: string | null;
  };
  /**
   * Who takes part in every meeting, and where visitors may choose (`allow_host_choice`) those they can
   * choose from.
   */
  hosts: {
    /** The id of the member. */
    member_id: string;
    /** The name of the member. */
    name: string;
    /** Takes part in every meeting. The others are to choose from, as `host_id`. */
    required: boolean;
  }[];
}

/** The code where the account has an app for codes, else the password. */
export interface Reauthentication {
  /** The password of the account. */
  readonly password?: string | undefined;
  /** A code of the app (RFC 6238), or a recovery code; each works once. */
  readonly otp?: string | undefined;
}

export interface RecoveryCodes {
  /** Ten codes for when the app is lost, each for once. They are shown this once. */
  recovery_codes: string[];
}

export interface Schedule {
  /** The id of the member. */
  member_id: string;
  /** The zone of these wall-clock times. */
  timezone: string;
  /** Null: the member has no schedule, and nothing is narrowed. */
  rules: {
    /** The id of the availability rule. */
    id: string;
    /** 0 is Sunday, 6 is Saturday. */
    day_of_week: number;
    /** `HH:MM:SS`. */
    start_time: string;
    /** `HH:MM:SS`; `24:00:00` is the end of the day. */
    end_time: string;
  }[] | null;
  /** Null without a schedule. */
  overrides: {
    /** The id of the date override. */
    id: string;
    /** The date. */
    date: string;
    windows: {
      start_time: string;
      end_time: string;
    }[];
  }[] | null;
  /** When it was set. Null without a schedule. */
  updated_at: string | null;
}

/** When the member can meet. It narrows the hours of event types, and makes no grid. */
export interface ScheduleUpdate {
  /** The zone of these wall-clock times. */
  readonly timezone: string;
  /** The weekly hours. Several windows a day are welcome; an empty list clears them. */
  readonly rules: readonly {
    /** 0 is Sunday, 6 is Saturday. */
    readonly day_of_week: number;
    /** Wall-clock time, `HH:MM` or `HH:MM:SS`. */
    readonly start_time: string;
    /** Wall-clock time after the start; `24:00` is the end of the day. */
    readonly end_time: string;
  }[];
  /** Dates with hours of their own. */
  readonly overrides?: readonly {
    /** The date whose hours differ. */
    readonly date: string;
    /** The hours of that date in place of the weekly ones. An empty list closes the day. */
    readonly windows: readonly {
      /** Wall-clock time, `HH:MM` or `HH:MM:SS`. */
      readonly start_time: string;
      /** Wall-clock time after the start; `24:00` is the end of the day. */
      readonly end_time: string;
    }[];
  }[] | undefined;
}

export interface Session {
  /** The id of the session. */
  id: string;
  /** Whether it is the one that asks. */
  is_current: boolean;
  /** The browser, as it names itself. */
  user_agent: string | null;
  /** Where it was used last. */
  address: string | null;
  /** When somebody signed in. */
  created_at: string;
  /** When it was used last, to about a minute. */
  last_seen_at: string;
  /** When it ends at the latest. */
  expires_at: string;
}

export interface SetUp {
  /** What stands in the link. */
  readonly token: string;
  /** What people call the owner. */
  readonly name: string;
  /** The address that the owner signs in with, and is told of bookings at. */
  readonly email: string;
  /** At least 8 characters, of any kind; none of the commonest passwords. */
  readonly password: string;
}

export interface SignIn {
  /** The address of the account, in any case. */
  readonly email: string;
  /** Its password. */
  readonly password: string;
  /** A code of the app (RFC 6238), or a recovery code; each works once. */
  readonly otp?: string | undefined;
}

export interface SignInByLink {
  /** What stands in the link. */
  readonly token: string;
  /** A code of the app (RFC 6238), or a recovery code; each works once. */
  readonly otp?: string | undefined;
}

export interface SignInMethods {
  /** Whether a password opens an account. */
  password: boolean;
  /** Whether mails with links are sent: without a mail server they are kept. */
  magic_link: boolean;
}

export interface SignedIn {
  user: User;
  /** Those that the account is a member of. */
  organizations: AccountOrganization[];
}

export interface Slot {
  /** When the slot starts. */
  start_time: string;
  /** When it ends. */
  end_time: string;
  /** Group events: the spots left. */
  spots_remaining?: number;
  /** Group events: all spots. */
  total_capacity?: number;
}

export interface TotpBegun {
  /** What an app reads as a QR code. */
  otpauth_url: string;
  /** The secret alone, to type it. */
  secret: string;
}

export interface TotpConfirm {
  /** A code of the app (RFC 6238), or a recovery code; each works once. */
  readonly otp: string;
}

export interface Usage {
  /** The plan of the organization. */
  tier: 'free' | 'launch' | 'grow' | 'scale' | 'unlimited';
  limits: {
    /** Per key. Null: no limit. */
    api_calls_per_minute: number | null;
    /** Per key. Null: no limit. */
    api_calls_per_day: number | null;
    /** Always null: bookings are not limited. */
    bookings_per_month: number | null;
  };
  usage: {
    /** Calls of this key that count to its limits, since midnight UTC. */
    api_calls_today: number;
    /** What is left of them today. Null: no limit. */
    api_calls_remaining_daily: number | null;
    /**
     * Bookings received since the first of the month, in UTC: of the organization, in the mode of the key.
     */
    bookings_this_month: number;
    /** Always null: bookings are not limited. */
    bookings_remaining_monthly: number | null;
  };
  reset_at: {
    /** The next midnight in UTC. */
    daily: string;
    /** The first of the next month in UTC. */
    monthly: string;
  };
}

export interface UsageSummary {
  /** Whole days in UTC, today among them. */
  period: '7d' | '30d';
  /** Midnight of its first day. */
  period_start: string;
  /** Now. */
  period_end: string;
  api_calls: {
    /** Counted calls of all keys of this mode. */
    total: number;
  };
  /** Bookings received in the period, by what they are now. */
  bookings: {
    /** All of them. */
    total: number;
    /** Rescheduled ones included. */
    confirmed: number;
    /** Cancelled since. */
    cancelled: number;
    /** Not yet paid. */
    pending_payment: number;
  };
  event_types: {
    /** Event types that exist now. */
    total: number;
    /** Those that can be booked. */
    active: number;
  };
  calendar_connections: {
    /** Zero, until calendars can be connected. */
    total: number;
    /** Zero, until calendars can be connected. */
    active: number;
  };
  webhooks: {
    /** Made in the period, samples and replays included. */
    total_deliveries: number;
    /** Those that the endpoint took. */
    successful: number;
    /** Those that are not tried again. */
    failed: number;
  };
}

export interface User {
  /** The id of the user. */
  id: string;
  /** What people call them. */
  name: string;
  /** The address that they sign in with. */
  email: string;
  /** Whether a link to the address was opened. */
  email_verified: boolean;
  /** The language that pages and mails speak to the person (BCP 47). */
  locale: string | null;
  /** Their zone. */
  timezone: string | null;
  /** Whether they sign in with a code of an app as well. */
  totp: boolean;
  /** When the account was made. */
  created_at: string;
}

export interface UserUpdate {
  /** What people call them. */
  readonly name?: string | undefined;
  /**
   * The address that they want to sign in with: a mail brings a link to it, and it is theirs once they have
   * confirmed that. Their own one anew where it was never verified.
   */
  readonly email?: string | undefined;
  /** The language that pages and mails speak to the person (BCP 47). */
  readonly locale?: string | null | undefined;
  /** Their zone. */
  readonly timezone?: string | null | undefined;
}

export interface WaitlistEntry {
  /** The id of the waitlist entry. */
  id: string;
  /** The id of the event type. */
  event_type_id: string;
  /** Where the entry stands. */
  status: 'waiting' | 'promoted' | 'expired' | 'cancelled';
  is_test: boolean;
  /** The wanted start; null: any time. */
  start_time: string | null;
  /** The wanted length. */
  duration_minutes: number;
  invitee_name: string;
  invitee_email: string;
  invitee_timezone: string;
  notes: string | null;
  /** Once promoted: the booking that was made. */
  booking_id: string | null;
  /** When the wait ends without a spot. */
  expires_at: string;
  /** When it was made. */
  created_at: string;
  /** The place in line: while waiting that of now, afterwards the one on joining. */
  position?: number;
  /**
   * Lets its bearer leave the waitlist by `?token=`. Told on joining, and to keys and people who may take the
   * entry from the line.
   */
  cancel_token?: string;
}

export interface WaitlistEntryList {
  /** The items, newest first. */
  data: WaitlistEntry[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface WaitlistEntryMessage {
  /** The id of the waitlist entry. */
  id: string;
  /** The id of the event type. */
  event_type_id: string;
  /** Where the entry stands. */
  status: 'waiting' | 'promoted' | 'expired' | 'cancelled';
  is_test: boolean;
  /** The wanted start; null: any time. */
  start_time: string | null;
  /** The wanted length. */
  duration_minutes: number;
  invitee_name: string;
  invitee_email: string;
  invitee_timezone: string;
  notes: string | null;
  /** Once promoted: the booking that was made. */
  booking_id: string | null;
  /** When the wait ends without a spot. */
  expires_at: string;
  /** When it was made. */
  created_at: string;
  /** The place in line: while waiting that of now, afterwards the one on joining. */
  position: number;
}

export interface WaitlistJoin {
  /** The id of the event type. */
  readonly event_type_id: string;
  /** The taken slot that is waited for: one of the `full_slots`. Left out or null: any time. */
  readonly start_time?: string | null | undefined;
  /** One of the `duration_options`. Defaults to `duration_minutes`. */
  readonly duration_minutes?: number | undefined;
  /** The name of the person who waits. */
  readonly invitee_name: string;
  /** Their e-mail address. */
  readonly invitee_email: string;
  /** Their zone. */
  readonly invitee_timezone: string;
  /** A message, kept for the booking. */
  readonly notes?: string | null | undefined;
}

export interface Webhook {
  /** The id of the webhook endpoint. */
  id: string;
  /** Where messages are sent: https, without credentials, and not an address inside a private network. */
  url: string;
  /** The events that it is told of. */
  events: ('booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed')[];
  /** Whether messages are sent to it. */
  active: boolean;
  is_test: boolean;
  /**
   * Why it was switched off by the server: `gone` after an answer of 410, `failing` after five days of
   * nothing but failure.
   */
  disabled_reason: 'gone' | 'failing' | null;
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
}

export interface WebhookCreate {
  /** Where messages are sent: https, without credentials, and not an address inside a private network. */
  readonly url: string;
  /** The events that it is told of. */
  readonly events: readonly ('booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed')[];
  /** Whether messages are sent to it. */
  readonly active?: boolean | undefined;
}

export interface WebhookDelivery {
  /** The id of the webhook delivery. */
  id: string;
  /** The id of the webhook endpoint. */
  webhook_endpoint_id: string;
  /** The event that the message tells of. */
  event_type: 'booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed';
  payload: Message;
  /** `pending` until an attempt succeeded, or the last one failed. */
  status: 'pending' | 'success' | 'failed';
  /** How many requests were made. */
  attempts: number;
  /** When the last one was made. */
  last_attempt_at: string | null;
  /** What it was answered. Null where no answer came. */
  response_status_code: number | null;
  /** The first 2 kB of that answer. */
  response_body: string | null;
  /** Why there was no answer, or why no more is tried. */
  error: string | null;
  /** How long the last attempt took. */
  duration_ms: number | null;
  /** When it is tried again. */
  next_retry_at: string | null;
  /** When it was made. */
  created_at: string;
}

export interface WebhookDeliveryList {
  /** The items, newest first. */
  data: WebhookDelivery[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface WebhookList {
  /** The items, newest first. */
  data: Webhook[];
  /** Whether another page follows the last item of this one. */
  has_more: boolean;
}

export interface WebhookReplay {
  /** Only this event; else all it subscribed to. */
  readonly event?: 'booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed' | undefined;
  /** Only messages of this instant or later; they are kept for 30 days. */
  readonly created_after: string;
  /** Only messages before this instant. */
  readonly created_before: string;
}

export interface WebhookReplayed {
  /** How many messages are sent again. */
  queued: number;
}

export interface WebhookTest {
  /** What the sample tells of. Defaults to `booking.created`. */
  readonly event?: 'booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed' | undefined;
}

export interface WebhookUpdate {
  /** Where messages are sent: https, without credentials, and not an address inside a private network. */
  readonly url?: string | undefined;
  /** The events that it is told of. */
  readonly events?: readonly ('booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed')[] | undefined;
  /** Whether messages are sent to it. */
  readonly active?: boolean | undefined;
}

export interface WebhookWithSecret {
  /** The id of the webhook endpoint. */
  id: string;
  /** Where messages are sent: https, without credentials, and not an address inside a private network. */
  url: string;
  /** The events that it is told of. */
  events: ('booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed')[];
  /** Whether messages are sent to it. */
  active: boolean;
  is_test: boolean;
  /**
   * Why it was switched off by the server: `gone` after an answer of 410, `failing` after five days of
   * nothing but failure.
   */
  disabled_reason: 'gone' | 'failing' | null;
  /** When it was made. */
  created_at: string;
  /** When it was last changed. */
  updated_at: string;
  /** What its messages are signed with. It is shown this once. */
  secret: string;
}

/** What `GET /v1/event-types` can be asked. */
export interface ListEventTypesQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
  /** Only active or only inactive ones. */
  readonly active?: boolean | undefined;
  /** Only the one with this id of yours. */
  readonly external_id?: string | undefined;
}

/** What `GET /v1/members/{id}/absences` can be asked. */
export interface ListAbsencesQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
}

/** What `GET /v1/availability/explain` can be asked. */
export interface ExplainAvailabilityQuery {
  /** The id of the event type. */
  readonly event_type_id: string;
  /** The time in question. */
  readonly start_time: string;
  /** Minutes: one of the `duration_options`. Defaults to `duration_minutes`. */
  readonly duration?: number | undefined;
}

/** What `GET /v1/availability` can be asked. */
export interface GetAvailabilityQuery {
  /** The id of the event type. */
  readonly event_type_id: string;
  /** The first date, in `timezone`. */
  readonly start: string;
  /** The last date, inclusive. */
  readonly end: string;
  /** The zone of the two dates. Defaults to UTC. */
  readonly timezone?: string | undefined;
  /** Minutes: one of the `duration_options`. Defaults to `duration_minutes`. */
  readonly duration?: number | undefined;
  /**
   * A member: only times that it holds as one of the hosts. Those whom every meeting needs take part beside.
   * Not with `booking_id`.
   */
  readonly host_id?: string | undefined;
  /**
   * `host_attributes[language]=es`: only times of hosts who have all of these attributes. Not with
   * `booking_id`.
   */
  readonly host_attributes?: Readonly<Record<string, string>> | undefined;
  /** A booking of this event type: lists the times that it can be moved to. */
  readonly booking_id?: string | undefined;
  /** With `booking_id`: the `cancel_token` of the booking, in place of an API key. */
  readonly token?: string | undefined;
}

/** What `GET /v1/bookings` can be asked. */
export interface ListBookingsQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
  /** `confirmed` includes `rescheduled`. */
  readonly status?: 'confirmed' | 'rescheduled' | 'pending_payment' | 'cancelled' | undefined;
  /** The id of the event type. */
  readonly event_type_id?: string | undefined;
  /** A member who holds the meeting, whether alone or with others. */
  readonly assigned_host_id?: string | undefined;
  /** Only the one with this id of yours. */
  readonly external_id?: string | undefined;
  /** The address of the invitee, whatever its case. */
  readonly invitee_email?: string | undefined;
  /** Only bookings that start at or after this instant. */
  readonly start_after?: string | undefined;
  /** Only bookings that start before this instant. */
  readonly start_before?: string | undefined;
  /** `metadata[key]=value`: only bookings whose metadata holds that pair. Up to 50 of them. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** What `GET /v1/embed-sessions` can be asked. */
export interface ListEmbedSessionsQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
}

/** What `GET /v1/waitlist` can be asked. */
export interface ListWaitlistQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
  /** The id of the event type. */
  readonly event_type_id?: string | undefined;
  /** Only entries that stand so. */
  readonly status?: 'waiting' | 'promoted' | 'expired' | 'cancelled' | undefined;
}

/** What `GET /v1/members` can be asked. */
export interface ListMembersQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
  /** Only members of this role. */
  readonly role?: 'owner' | 'admin' | 'member' | undefined;
  /** Only active or only inactive ones. */
  readonly active?: boolean | undefined;
  /** Only the member with this id of yours. */
  readonly external_id?: string | undefined;
}

/** What `GET /v1/invitations` can be asked. */
export interface ListInvitationsQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
}

/** What `GET /v1/api-keys` can be asked. */
export interface ListApiKeysQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
}

/** What `GET /v1/webhooks` can be asked. */
export interface ListWebhooksQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
}

/** What `GET /v1/webhooks/{id}/deliveries` can be asked. */
export interface ListWebhookDeliveriesQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
  /** Only deliveries that stand so. */
  readonly status?: 'pending' | 'success' | 'failed' | undefined;
}

/** What `GET /v1/events` can be asked. */
export interface ListEventsQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
  /** Only this event. */
  readonly event?: 'booking.created' | 'booking.confirmed' | 'booking.rescheduled' | 'booking.reassigned' | 'booking.cancelled' | 'booking.no_show' | 'waitlist.promoted' | 'waitlist.expired' | 'member.joined' | 'member.removed' | undefined;
}

/** What `GET /v1/mails` can be asked. */
export interface ListMailsQuery {
  /** The id of the last item you have: the page begins after it. */
  readonly starting_after?: string | undefined;
  /**
   * How many items at most.
   *
   * Default: `20`.
   */
  readonly limit?: number | undefined;
  /** Only those of this status. */
  readonly status?: 'pending' | 'sent' | 'failed' | 'captured' | 'superseded' | undefined;
  /** Only those to this address, in any case. */
  readonly recipient_email?: string | undefined;
  /** Only those about this booking. */
  readonly booking_id?: string | undefined;
}

/** What `GET /v1/usage/summary` can be asked. */
export interface GetUsageSummaryQuery {
  /**
   * The last 7 or 30 days in UTC, today among them.
   *
   * Default: `"30d"`.
   */
  readonly period?: '7d' | '30d' | undefined;
}
