// Made by tools/generate.ts from packages/contract. Do not edit.

import type { CallOptions, ChangeOptions, TokenOptions } from '../call.ts';
import type { List } from '../list.ts';
import type {
  Absence,
  AbsenceCreate,
  ApiKey,
  ApiKeyCreate,
  ApiKeyWithSecret,
  Availability,
  AvailabilityRules,
  AvailabilityRulesUpdate,
  Booking,
  BookingCancel,
  BookingCreate,
  BookingNoShow,
  BookingReassign,
  BookingReschedule,
  CurrentSession,
  EmbedSession,
  EmbedSessionCreate,
  EmbedSessionWithToken,
  EventType,
  EventTypeCreate,
  EventTypeUpdate,
  ExplainAvailabilityQuery,
  Explanation,
  FoundInvitation,
  GetAvailabilityQuery,
  GetUsageSummaryQuery,
  Host,
  HostCreate,
  HostList,
  HostUpdate,
  HostsReplace,
  Invitation,
  InvitationAccept,
  InvitationCreate,
  InvitationLookup,
  InvitationWithLink,
  LinkUse,
  LinkWish,
  ListAbsencesQuery,
  ListApiKeysQuery,
  ListBookingsQuery,
  ListEmbedSessionsQuery,
  ListEventTypesQuery,
  ListEventsQuery,
  ListInvitationsQuery,
  ListMailsQuery,
  ListMembersQuery,
  ListWaitlistQuery,
  ListWebhookDeliveriesQuery,
  ListWebhooksQuery,
  Mail,
  MailWithContent,
  Member,
  MemberCreate,
  MemberRemoval,
  MemberRemove,
  MemberUpdate,
  Message,
  Organization,
  OrganizationChoice,
  OrganizationUpdate,
  OtpRequired,
  PasswordByLink,
  PasswordChange,
  PublicEventType,
  Reauthentication,
  RecoveryCodes,
  Schedule,
  ScheduleUpdate,
  Session,
  SetUp,
  SignIn,
  SignInByLink,
  SignInMethods,
  SignedIn,
  TotpBegun,
  TotpConfirm,
  Usage,
  UsageSummary,
  User,
  UserUpdate,
  WaitlistEntry,
  WaitlistJoin,
  Webhook,
  WebhookCreate,
  WebhookDelivery,
  WebhookReplay,
  WebhookReplayed,
  WebhookTest,
  WebhookUpdate,
  WebhookWithSecret,
} from './types.generated.ts';

/** Templates for bookable meetings: length, buffers, capacity, caps. */
export interface EventTypesMethods {
  /**
   * Create an event type: `POST /v1/event-types`.
   *
   * It has no hours until they are set with `PUT /v1/event-types/{id}/availability`.
   *
   * Needs an API key.
   */
  create(body: EventTypeCreate, options?: ChangeOptions): Promise<EventType>;

  /**
   * Delete an event type: `DELETE /v1/event-types/{id}`.
   *
   * A soft delete: its bookings stay, its slug becomes free.
   *
   * Needs an API key.
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;

  /**
   * Read an event type: `GET /v1/event-types/{id}`.
   *
   * With a key: the whole record. Without one: what `GET /v1/public/event-types/{id}` answers.
   */
  get(id: string, options?: CallOptions): Promise<EventType>;

  /**
   * Read what anyone may know of an event type: `GET /v1/public/event-types/{id}`.
   *
   * Only active event types; for booking pages and widgets, which hold no key.
   */
  getPublic(id: string, options?: CallOptions): Promise<PublicEventType>;

  /**
   * List event types: `GET /v1/event-types`.
   *
   * Needs an API key.
   */
  list(query?: ListEventTypesQuery, options?: CallOptions): List<EventType>;

  /**
   * Change an event type: `PATCH /v1/event-types/{id}`.
   *
   * Existing bookings keep the length and buffers that they were booked with.
   *
   * Needs an API key.
   */
  update(id: string, body: EventTypeUpdate, options?: ChangeOptions): Promise<EventType>;
}

/** Who holds the meetings of an event type, and in which turn. */
export interface HostsMethods {
  /**
   * Add a host to an event type: `POST /v1/event-types/{id}/hosts`.
   *
   * Whoever is new has the next turns, and makes up for three bookings at most. There are at most 100 hosts:
   * one more is `conflict`, and so is a member who is one already.
   *
   * Needs an API key.
   */
  add(id: string, body: HostCreate, options?: ChangeOptions): Promise<Host>;

  /**
   * List the hosts of an event type: `GET /v1/event-types/{id}/hosts`.
   *
   * All of them: there are at most 100.
   *
   * Needs an API key.
   */
  list(id: string, options?: CallOptions): Promise<HostList>;

  /**
   * Remove a host from an event type: `DELETE /v1/event-types/{id}/hosts/{host_id}`.
   *
   * Its bookings stay with it until they are moved or cancelled. The last host cannot go: that is `conflict`.
   *
   * Needs an API key.
   */
  remove(id: string, hostId: string, options?: ChangeOptions): Promise<void>;

  /**
   * Set all hosts of an event type: `PUT /v1/event-types/{id}/hosts`.
   *
   * Those who stay keep their turns and counts. The bookings of those who go stay with them until they are
   * moved or cancelled.
   *
   * Needs an API key.
   */
  replace(id: string, body: HostsReplace, options?: CallOptions): Promise<HostList>;

  /**
   * Change a host: `PATCH /v1/event-types/{id}/hosts/{host_id}`.
   *
   * Needs an API key.
   */
  update(id: string, hostId: string, body: HostUpdate, options?: ChangeOptions): Promise<Host>;
}

/** When a member can meet. */
export interface SchedulesMethods {
  /**
   * Take the schedule of a member away: `DELETE /v1/members/{id}/schedule`.
   *
   * The hours of event types are narrowed by it no more.
   *
   * Needs an API key.
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;

  /**
   * Read the schedule of a member: `GET /v1/members/{id}/schedule`.
   *
   * Needs an API key.
   */
  get(id: string, options?: CallOptions): Promise<Schedule>;

  /**
   * Set the schedule of a member: `PUT /v1/members/{id}/schedule`.
   *
   * A time is free with a host when it lies in the hours of the event type and in the schedule, each by its
   * own clock. Each mode has its own. Bookings that there are stay.
   *
   * Needs an API key.
   */
  replace(id: string, body: ScheduleUpdate, options?: CallOptions): Promise<Schedule>;
}

/** When a member is away. */
export interface AbsencesMethods {
  /**
   * Enter when a member is away: `POST /v1/members/{id}/absences`.
   *
   * Whole days, in the zone of the member. Bookings that there are stay, and are counted in the answer.
   *
   * Needs an API key.
   */
  create(id: string, body: AbsenceCreate, options?: ChangeOptions): Promise<Absence>;

  /**
   * Take an absence back: `DELETE /v1/members/{id}/absences/{absence_id}`.
   *
   * Needs an API key.
   */
  delete(id: string, absenceId: string, options?: ChangeOptions): Promise<void>;

  /**
   * List when a member is away: `GET /v1/members/{id}/absences`.
   *
   * Needs an API key.
   */
  list(id: string, query?: ListAbsencesQuery, options?: CallOptions): List<Absence>;
}

/** Weekly hours, bookable times, and why a time is not bookable. */
export interface AvailabilityMethods {
  /**
   * Learn why a time can or cannot be booked: `GET /v1/availability/explain`.
   *
   * The verdict of the very code that lists slots and accepts bookings.
   *
   * Needs an API key.
   */
  explain(query: ExplainAvailabilityQuery, options?: CallOptions): Promise<Explanation>;

  /**
   * Read the weekly hours of an event type: `GET /v1/event-types/{id}/availability`.
   *
   * Needs an API key.
   */
  getRules(id: string, options?: CallOptions): Promise<AvailabilityRules>;

  /**
   * List the bookable times of an event type: `GET /v1/availability`.
   *
   * At most 92 days. Every time listed can be booked, and no other can. With `booking_id`: every time that
   * this booking can be moved to, and no other, in its own length and with room for its whole party; the time
   * that it has itself is free, no cap is asked, and nothing is said of the waitlist. That needs a key, or
   * the token of the booking.
   */
  list(query: GetAvailabilityQuery, options?: CallOptions): Promise<Availability>;

  /**
   * Set the weekly hours of an event type: `PUT /v1/event-types/{id}/availability`.
   *
   * Replaces zone, rules and overrides together. Overlapping windows of a day merge; touching ones stay
   * apart, so the grid of slots starts again.
   *
   * Needs an API key.
   */
  replaceRules(id: string, body: AvailabilityRulesUpdate, options?: CallOptions): Promise<AvailabilityRules>;
}

/** Create, read, move and cancel bookings. */
export interface BookingsMethods {
  /**
   * Cancel a booking: `POST /v1/bookings/{id}/cancel`.
   *
   * Safe to retry: cancelling again answers the same, with the first `cancelled_at`. By token not once the
   * meeting has begun, nor after the `cancel_cutoff_minutes` of the event type: `conflict`.
   *
   * Needs an API key or `token`.
   */
  cancel(id: string, body?: BookingCancel, options?: ChangeOptions & TokenOptions): Promise<Booking>;

  /**
   * Book a slot: `POST /v1/bookings`.
   *
   * Works with a key and, from browsers, without one. A priced event type answers `pending_payment`.
   */
  create(body: BookingCreate, options?: ChangeOptions): Promise<Booking>;

  /**
   * Read a booking: `GET /v1/bookings/{id}`.
   *
   * Needs an API key or `token`.
   */
  get(id: string, options?: CallOptions & TokenOptions): Promise<Booking>;

  /**
   * List bookings: `GET /v1/bookings`.
   *
   * Needs an API key.
   */
  list(query?: ListBookingsQuery, options?: CallOptions): List<Booking>;

  /**
   * Say whether the invitee came: `POST /v1/bookings/{id}/no-show`.
   *
   * From the start of the meeting on. What is so already changes nothing and is answered the same, with the
   * first `no_show_at`.
   *
   * Needs an API key.
   */
  markNoShow(id: string, body: BookingNoShow, options?: ChangeOptions): Promise<Booking>;

  /**
   * Give a booking to another host: `POST /v1/bookings/{id}/reassign`.
   *
   * The booking keeps its id and its time, however soon it is. With whoever holds it already nothing changes.
   * The host who held it, the one who holds it and the invitee each hear of it once.
   *
   * Needs an API key.
   */
  reassign(id: string, body?: BookingReassign, options?: ChangeOptions): Promise<Booking>;

  /**
   * Move a booking to another time: `POST /v1/bookings/{id}/reschedule`.
   *
   * The booking keeps its id, length and metadata. Moving it to its own time changes nothing. By token at
   * most 10 times an hour (`rate_limit_exceeded`), 30 times in all, and until the `reschedule_cutoff_minutes`
   * of the event type (`conflict`).
   *
   * Needs an API key or `token`.
   */
  reschedule(id: string, body: BookingReschedule, options?: ChangeOptions & TokenOptions): Promise<Booking>;
}

/** Let the users of a product book, change a booking or keep a host’s hours, without an account here. */
export interface EmbedSessionsMethods {
  /**
   * Create an embedded session: `POST /v1/embed-sessions`.
   *
   * For a user of your product, who has no account here: call it from your server and hand `url`, or the
   * token, to the page. Nothing is given that the calling key lacks, and no session outlasts its key.
   *
   * Needs an API key.
   */
  create(body: EmbedSessionCreate, options?: ChangeOptions): Promise<EmbedSessionWithToken>;

  /**
   * End an embedded session: `DELETE /v1/embed-sessions/{id}`.
   *
   * Final, and safe to repeat. Every server process refuses its token within a second.
   *
   * Needs an API key.
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;

  /**
   * Read an embedded session: `GET /v1/embed-sessions/{id}`.
   *
   * With a key any of its mode; with the token of a session that very one.
   *
   * Needs an API key.
   */
  get(id: string, options?: CallOptions): Promise<EmbedSession>;

  /**
   * List embedded sessions: `GET /v1/embed-sessions`.
   *
   * Those of the mode, also those that ended within the last day.
   *
   * Needs an API key.
   */
  list(query?: ListEmbedSessionsQuery, options?: CallOptions): List<EmbedSession>;
}

/** Stand in line for a time that is taken; a spot that opens is booked at once. */
export interface WaitlistMethods {
  /**
   * Leave the waitlist: `POST /v1/waitlist/{id}/cancel`.
   *
   * Safe to retry. An entry that expired is answered as it is; one that was promoted is `conflict`: cancel
   * its booking.
   *
   * Needs an API key or `token`.
   */
  cancel(id: string, options?: ChangeOptions & TokenOptions): Promise<WaitlistEntry>;

  /**
   * Read a waitlist entry: `GET /v1/waitlist/{id}`.
   *
   * Needs an API key.
   */
  get(id: string, options?: CallOptions): Promise<WaitlistEntry>;

  /**
   * Wait for a time that is taken: `POST /v1/waitlist`.
   *
   * Works with a key and, from browsers, without one. A spot that opens is booked for the first in line who
   * fits. What can be booked now is `conflict`: book it.
   */
  join(body: WaitlistJoin, options?: ChangeOptions): Promise<WaitlistEntry>;

  /**
   * List waitlist entries: `GET /v1/waitlist`.
   *
   * Needs an API key.
   */
  list(query?: ListWaitlistQuery, options?: CallOptions): List<WaitlistEntry>;
}

/** Signing in, sessions, and the account of whoever is signed in. */
export interface AuthMethods {
  /**
   * Begin to sign in with codes: `POST /v1/auth/totp`.
   *
   * A secret for an app that makes codes (RFC 6238). Nothing changes before `POST /v1/auth/totp/confirm`;
   * begun anew, the secret before is none.
   *
   * Needs a session: for pages of the server itself.
   */
  beginTotp(options?: CallOptions): Promise<TotpBegun>;

  /**
   * Change the password: `POST /v1/auth/password`.
   *
   * Ends every other session of the account. The one that asks goes on under a new cookie. Whoever signs in
   * with codes has proven who they are within ten minutes.
   *
   * Needs a session: for pages of the server itself.
   */
  changePassword(body: PasswordChange, options?: CallOptions): Promise<void>;

  /**
   * Act in another organization: `POST /v1/auth/organization`.
   *
   * From now on the session acts in another organization of which the account is a member.
   *
   * Needs a session: for pages of the server itself.
   */
  chooseOrganization(body: OrganizationChoice, options?: CallOptions): Promise<SignedIn>;

  /**
   * Confirm an email address: `POST /v1/auth/email`.
   *
   * By the link that was sent to it, once, within 24 hours, and by nobody but the person whose account it is.
   * Ends every other session, and every link of the account. The session that asks goes on under a new
   * cookie.
   *
   * Needs a session: for pages of the server itself.
   */
  confirmEmail(body: LinkUse, options?: CallOptions): Promise<User>;

  /**
   * Sign in with codes from now on: `POST /v1/auth/totp/confirm`.
   *
   * With a code of the app, which shows that it has the secret. Ends every other session.
   *
   * Needs a session: for pages of the server itself.
   */
  confirmTotp(body: TotpConfirm, options?: CallOptions): Promise<RecoveryCodes>;

  /**
   * End all other sessions: `DELETE /v1/auth/sessions`.
   *
   * Needs a session: for pages of the server itself.
   */
  endOtherSessions(options?: CallOptions): Promise<void>;

  /**
   * End a session: `DELETE /v1/auth/sessions/{id}`.
   *
   * Every server process refuses it within a second.
   *
   * Needs a session: for pages of the server itself.
   */
  endSession(id: string, options?: CallOptions): Promise<void>;

  /**
   * Sign in without codes: `DELETE /v1/auth/totp`.
   *
   * The secret and the recovery codes are none from then on.
   *
   * Needs a session: for pages of the server itself.
   */
  endTotp(options?: CallOptions): Promise<void>;

  /** How to sign in: `GET /v1/auth/methods`. */
  methods(options?: CallOptions): Promise<SignInMethods>;

  /**
   * Prove who you are: `POST /v1/auth/reauthenticate`.
   *
   * Live keys, secrets, roles and passwords are changed within ten minutes after somebody has signed in, or
   * proven again who they are. The session goes on under a new cookie.
   *
   * Needs a session: for pages of the server itself.
   */
  reauthenticate(body: Reauthentication, options?: CallOptions): Promise<void>;

  /**
   * Set a new password by a link: `POST /v1/auth/password-reset/complete`.
   *
   * Ends every session of the account and begins a new one.
   */
  resetPassword(body: PasswordByLink, options?: CallOptions): Promise<SignedIn | OtpRequired>;

  /**
   * Send a link for a new password: `POST /v1/auth/password-reset`.
   *
   * Whether or not there is an account with this address, the answer is the same.
   */
  sendPasswordLink(body: LinkWish, options?: CallOptions): Promise<void>;

  /**
   * Send a link to sign in by: `POST /v1/auth/magic-link`.
   *
   * Whether or not there is an account with this address, the answer is the same.
   */
  sendSignInLink(body: LinkWish, options?: CallOptions): Promise<void>;

  /**
   * Who is signed in: `GET /v1/auth/session`.
   *
   * Needs a session: for pages of the server itself.
   */
  session(options?: CallOptions): Promise<CurrentSession>;

  /**
   * List sessions: `GET /v1/auth/sessions`.
   *
   * Where the account is signed in, the latest first.
   *
   * Needs a session: for pages of the server itself.
   */
  sessions(options?: CallOptions): Promise<{
    data: Session[];
    has_more: boolean;
  }>;

  /**
   * Set up the owner: `POST /v1/auth/setup`.
   *
   * With the link that the first start prints: the owner gets an account, and is signed in. It works once,
   * for 24 hours.
   */
  setUp(body: SetUp, options?: CallOptions): Promise<SignedIn>;

  /**
   * Sign in: `POST /v1/auth/sign-in`.
   *
   * Sets the cookie of a new session, and ends the one whose cookie came along. An unknown address, a wrong
   * password and an account that was tried too often are the same answer.
   */
  signIn(body: SignIn, options?: CallOptions): Promise<SignedIn | OtpRequired>;

  /**
   * Sign in by a link: `POST /v1/auth/verify`.
   *
   * The link proves the address. Where nobody had proved it before, whoever set up the account may be
   * somebody else: its password, sessions and other links end.
   */
  signInByLink(body: SignInByLink, options?: CallOptions): Promise<SignedIn | OtpRequired>;

  /**
   * Sign out: `POST /v1/auth/sign-out`.
   *
   * Ends the session, and takes its cookie away.
   *
   * Needs a session: for pages of the server itself.
   */
  signOut(options?: CallOptions): Promise<void>;

  /**
   * Change the account: `PATCH /v1/auth/user`.
   *
   * Another email address takes effect when the link that a mail brings to it is confirmed; the address of
   * now is told of it.
   *
   * Needs a session: for pages of the server itself.
   */
  updateUser(body: UserUpdate, options?: CallOptions): Promise<User>;
}

/** The people of the organization, and what sets them apart. */
export interface MembersMethods {
  /**
   * Add a member: `POST /v1/members`.
   *
   * A host who never signs in, with the role `member`. One that a test key adds exists in test mode only.
   *
   * Needs an API key.
   */
  create(body: MemberCreate, options?: ChangeOptions): Promise<Member>;

  /**
   * Remove a member: `DELETE /v1/members/{id}`.
   *
   * From then on the member holds no new meeting, is a host of nothing, and cannot sign in; the name stays
   * with what was held. Where bookings lie ahead, say what becomes of them: they are dealt with one by one
   * after the answer, and `GET /v1/member-removals/{id}` tells how far that is.
   *
   * Needs an API key.
   */
  delete(id: string, body?: MemberRemove, options?: ChangeOptions): Promise<MemberRemoval>;

  /**
   * Read a member: `GET /v1/members/{id}`.
   *
   * Needs an API key.
   */
  get(id: string, options?: CallOptions): Promise<Member>;

  /**
   * Read what became of a removed member’s bookings: `GET /v1/member-removals/{id}`.
   *
   * Needs an API key.
   */
  getRemoval(id: string, options?: CallOptions): Promise<MemberRemoval>;

  /**
   * List members: `GET /v1/members`.
   *
   * With a test key also those that exist in test mode only.
   *
   * Needs an API key.
   */
  list(query?: ListMembersQuery, options?: CallOptions): List<Member>;

  /**
   * Change a member: `PATCH /v1/members/{id}`.
   *
   * A test key changes members that exist in test mode only: others are `forbidden`. So is a role above that
   * of whoever asks: a key takes part in no other role than `member`, and nobody changes their own.
   *
   * Needs an API key.
   */
  update(id: string, body: MemberUpdate, options?: ChangeOptions): Promise<Member>;
}

/** Having people join, each with an account of their own. */
export interface InvitationsMethods {
  /**
   * Join by an invitation: `POST /v1/invitations/accept`.
   *
   * Once, within 7 days. Whoever is signed in joins with their account, if it has the address that was
   * invited; where that address has none, one is made, and signed in. The invitation ends with the power of
   * whoever invited.
   */
  accept(body: InvitationAccept, options?: CallOptions): Promise<SignedIn>;

  /**
   * Invite somebody: `POST /v1/invitations`.
   *
   * A mail brings a link by which they join. Nobody invites to a role above their own; a key invites members,
   * and a live key alone.
   *
   * Needs an API key.
   */
  create(body: InvitationCreate, options?: ChangeOptions): Promise<InvitationWithLink>;

  /**
   * Take an invitation back: `DELETE /v1/invitations/{id}`.
   *
   * Its link works no more.
   *
   * Needs an API key.
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;

  /**
   * List invitations: `GET /v1/invitations`.
   *
   * Those that nobody has accepted, for a month after they have ended.
   *
   * Needs an API key.
   */
  list(query?: ListInvitationsQuery, options?: CallOptions): List<Invitation>;

  /** Read an invitation by its link: `POST /v1/invitations/lookup`. */
  lookUp(body: InvitationLookup, options?: CallOptions): Promise<FoundInvitation>;

  /**
   * Send an invitation again: `POST /v1/invitations/{id}/resend`.
   *
   * With a new link, in the name of whoever asks; the one before works no more.
   *
   * Needs an API key.
   */
  resend(id: string, options?: ChangeOptions): Promise<InvitationWithLink>;
}

/** What people know the organization by. */
export interface OrganizationMethods {
  /**
   * Read the organization: `GET /v1/organization`.
   *
   * That of the key. Both modes have the same.
   *
   * Needs an API key.
   */
  get(options?: CallOptions): Promise<Organization>;

  /**
   * Change the organization: `PATCH /v1/organization`.
   *
   * Live mode has it too, so a test key changes nothing: `forbidden`. After a change of `slug` the old
   * addresses of booking pages lead to the new ones for 90 days.
   *
   * Needs an API key.
   */
  update(body: OrganizationUpdate, options?: ChangeOptions): Promise<Organization>;
}

/** Keys for live and test mode. */
export interface ApiKeysMethods {
  /**
   * Create an API key: `POST /v1/api-keys`.
   *
   * It may do all that the calling key may, or less, and for as long: a key that a website holds needs no
   * permission to read bookings.
   *
   * Needs an API key.
   */
  create(body: ApiKeyCreate, options?: ChangeOptions): Promise<ApiKeyWithSecret>;

  /**
   * Revoke an API key: `DELETE /v1/api-keys/{id}`.
   *
   * Final, and safe to repeat. Every server process refuses the key within a second.
   *
   * Needs an API key.
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;

  /**
   * List API keys: `GET /v1/api-keys`.
   *
   * The keys of the mode of the calling key, revoked ones included.
   *
   * Needs an API key.
   */
  list(query?: ListApiKeysQuery, options?: CallOptions): List<ApiKey>;
}

/** Endpoints that are told of events, and what was sent to them. */
export interface WebhooksMethods {
  /**
   * Create a webhook endpoint: `POST /v1/webhooks`.
   *
   * An endpoint of a test key is told of test data only, one of a live key of live data only. There are at
   * most 50 of each: one more is `conflict` until another is deleted.
   *
   * Needs an API key.
   */
  create(body: WebhookCreate, options?: ChangeOptions): Promise<WebhookWithSecret>;

  /**
   * Delete a webhook endpoint: `DELETE /v1/webhooks/{id}`.
   *
   * Nothing more is sent to it. Its secret and its history are gone.
   *
   * Needs an API key.
   */
  delete(id: string, options?: ChangeOptions): Promise<void>;

  /**
   * Read a webhook endpoint: `GET /v1/webhooks/{id}`.
   *
   * Needs an API key.
   */
  get(id: string, options?: CallOptions): Promise<Webhook>;

  /**
   * List webhook endpoints: `GET /v1/webhooks`.
   *
   * Needs an API key.
   */
  list(query?: ListWebhooksQuery, options?: CallOptions): List<Webhook>;

  /**
   * List the deliveries to a webhook endpoint: `GET /v1/webhooks/{id}/deliveries`.
   *
   * Kept for 30 days.
   *
   * Needs an API key.
   */
  listDeliveries(id: string, query?: ListWebhookDeliveriesQuery, options?: CallOptions): List<WebhookDelivery>;

  /**
   * Send the messages of a time again: `POST /v1/webhooks/{id}/replay`.
   *
   * For what an endpoint missed: the messages of the log that it subscribes to, each with the id that it
   * always had.
   *
   * Needs an API key.
   */
  replay(id: string, body: WebhookReplay, options?: ChangeOptions): Promise<WebhookReplayed>;

  /**
   * Send a delivery again: `POST /v1/webhooks/{id}/deliveries/{delivery_id}/retry`.
   *
   * At once, whatever became of it, and with all attempts anew. It is the same message with the same id.
   *
   * Needs an API key.
   */
  retryDelivery(id: string, deliveryId: string, options?: ChangeOptions): Promise<WebhookDelivery>;

  /**
   * Give a webhook endpoint a new secret: `POST /v1/webhooks/{id}/rotate-secret`.
   *
   * For 24 hours messages are signed with both, the new one first: replace the old one in that time.
   *
   * Needs an API key.
   */
  rotateSecret(id: string, options?: ChangeOptions): Promise<WebhookWithSecret>;

  /**
   * Send a sample to a webhook endpoint: `POST /v1/webhooks/{id}/test`.
   *
   * Sent at once, once, and also while the endpoint is off. The answer waits for the outcome, 15 seconds at
   * most.
   *
   * Needs an API key.
   */
  test(id: string, body?: WebhookTest, options?: ChangeOptions): Promise<WebhookDelivery>;

  /**
   * Change a webhook endpoint: `PATCH /v1/webhooks/{id}`.
   *
   * `{"active": true}` switches one on again that the server switched off: it keeps its id, secret and
   * history.
   *
   * Needs an API key.
   */
  update(id: string, body: WebhookUpdate, options?: ChangeOptions): Promise<Webhook>;
}

/** The log of everything that happened. */
export interface EventsMethods {
  /**
   * Follow the log of events: `GET /v1/events`.
   *
   * Oldest first in the order of commits: a reader that goes on from its last id misses nothing, whatever
   * runs at the same time. Kept for 30 days.
   *
   * Needs an API key.
   */
  list(query?: ListEventsQuery, options?: CallOptions): List<Message>;
}

/** What was written to people, sent or captured. */
export interface MailsMethods {
  /**
   * Read a mail: `GET /v1/mails/{id}`.
   *
   * With what it says: as it was sent, or as it would be sent now. The mail to an invitee holds the links
   * that move and cancel the booking, so show it to nobody who may not.
   *
   * Needs an API key.
   */
  get(id: string, options?: CallOptions): Promise<MailWithContent>;

  /**
   * List mails: `GET /v1/mails`.
   *
   * What was written to people, sent or not: of test data with a test key, of live data with a live key. Kept
   * for 30 days.
   *
   * Needs an API key.
   */
  list(query?: ListMailsQuery, options?: CallOptions): List<Mail>;
}

/** Rate limits, and what is used of them. */
export interface UsageMethods {
  /**
   * Read limits and what is used of them: `GET /v1/usage`.
   *
   * Not counted itself. Calls that other server processes answered show within five seconds.
   *
   * Needs an API key.
   */
  get(options?: CallOptions): Promise<Usage>;

  /**
   * Read the usage of the last days: `GET /v1/usage/summary`.
   *
   * Of the organization, in the mode of the key. Not counted itself.
   *
   * Needs an API key.
   */
  summary(query?: GetUsageSummaryQuery, options?: CallOptions): Promise<UsageSummary>;
}

/** The state of the server and this document. */
export interface ServiceMethods {
  /** Ask whether the process is alive: `GET /health`. */
  health(options?: CallOptions): Promise<{
    status: string;
    /** The version of the server. */
    version: string;
    /** The IANA release of the bundled time zone rules. */
    zone_data: string;
  }>;

  /** Read this document: `GET /v1/openapi.json`. */
  openApi(options?: CallOptions): Promise<Record<string, unknown>>;

  /** Ask whether the process can serve requests: `GET /ready`. */
  ready(options?: CallOptions): Promise<{
    status: string;
    checks: {
      database: string;
      migrations: string;
      queue: string;
    };
  }>;
}

/** Every operation of the API, by resource. */
export interface Resources {
  readonly eventTypes: EventTypesMethods;
  readonly hosts: HostsMethods;
  readonly schedules: SchedulesMethods;
  readonly absences: AbsencesMethods;
  readonly availability: AvailabilityMethods;
  readonly bookings: BookingsMethods;
  readonly embedSessions: EmbedSessionsMethods;
  readonly waitlist: WaitlistMethods;
  readonly auth: AuthMethods;
  readonly members: MembersMethods;
  readonly invitations: InvitationsMethods;
  readonly organization: OrganizationMethods;
  readonly apiKeys: ApiKeysMethods;
  readonly webhooks: WebhooksMethods;
  readonly events: EventsMethods;
  readonly mails: MailsMethods;
  readonly usage: UsageMethods;
  readonly service: ServiceMethods;
}
