/**
 * The catalogue of errors (docs/errors.md): the one place that ties a code to its status.
 * The server, OpenAPI, the documentation and the clients derive from it.
 */
export interface ErrorEntry {
  readonly status: number;
  /** What the code means, in words for a developer. */
  readonly meaning: string;
  /** What is answered where nothing more exact is known: plain words, for clients show it to their users. */
  readonly message: string;
  /** Whether the same request may succeed later without being changed. */
  readonly retryable: boolean;
}

export const errorCatalogue = {
  validation_error: {
    status: 400,
    meaning:
      'The request does not have the documented form. `details.issues` lists the problems, up to 20, each with its path; of a very large body the first alone.',
    message: 'Something in the request is missing or has the wrong form.',
    retryable: false,
  },
  unauthorized: {
    status: 401,
    meaning:
      'The API key, token or session is missing, malformed, unknown or over; of a sign-in: address and password are not those of an account.',
    message: 'This API key is unknown, revoked or expired. Check that it is complete.',
    retryable: false,
  },
  reauthentication_required: {
    status: 401,
    meaning:
      'Whoever is signed in has to prove again who they are, with `POST /v1/auth/reauthenticate`: it was more than ten minutes ago.',
    message: 'Confirm your password, then try again.',
    retryable: false,
  },
  forbidden: {
    status: 403,
    meaning:
      'The key, the embedded session or the role of whoever is signed in may not do this, or a form or request came from another site.',
    message: 'You aren’t allowed to do this.',
    retryable: false,
  },
  not_found: {
    status: 404,
    meaning:
      'Nothing has this id or address, or it belongs to another organization or to the other mode: the answer is the same. `message` names the kind.',
    message: 'There’s nothing at this address. It may be mistyped.',
    retryable: false,
  },
  method_not_allowed: {
    status: 405,
    meaning:
      'There is something at this path, but not for this method. The `Allow` header lists those it takes.',
    message: 'This address can’t be used that way.',
    retryable: false,
  },
  conflict: {
    status: 409,
    meaning:
      'The request contradicts what is stored: a slug is taken, a booking has passed, an event type is gone.',
    message: 'This doesn’t fit what is stored. Load it again, then retry.',
    retryable: false,
  },
  slot_unavailable: {
    status: 409,
    meaning:
      'The time cannot be booked. `details.reason` says why, `details.alternatives` lists up to three bookable times near it.',
    message: 'This time can’t be booked. Choose another one.',
    retryable: false,
  },
  booking_cap_reached: {
    status: 409,
    meaning:
      'The event type takes no more bookings in this period. `details.resets_at` says when the next one begins, null where none does.',
    message: 'Fully booked for now.',
    retryable: true,
  },
  booking_cancelled: {
    status: 409,
    meaning: 'The booking is cancelled, which is final.',
    message: 'This booking is cancelled. Book a new time instead.',
    retryable: false,
  },
  host_unavailable: {
    status: 409,
    meaning:
      'No host of the event type could ever have the booking: the member who was asked for is none of them, or there is nobody else. One who has no time is `slot_unavailable`.',
    message: 'Nobody who was asked for holds these meetings. Choose another host.',
    retryable: false,
  },
  last_owner: {
    status: 409,
    meaning: 'The member is the only owner who is active, and every organization has one.',
    message: 'An organization has to keep an owner. Make somebody else one first.',
    retryable: false,
  },
  member_has_bookings: {
    status: 409,
    meaning:
      'The member has bookings ahead, `details.count` of them, and the request does not say what becomes of them.',
    message: 'This member has bookings ahead. Say what becomes of them.',
    retryable: false,
  },
  idempotency_in_progress: {
    status: 409,
    meaning: 'Another request with this Idempotency-Key is still running.',
    message: 'The same request is still running. Try again in a moment.',
    retryable: true,
  },
  link_expired: {
    status: 410,
    meaning: 'The link is unknown, was used before, or is over: which of these is not told.',
    message: 'This link is no longer valid: it works once, and not for long. Ask for a new one.',
    retryable: false,
  },
  payload_too_large: {
    status: 413,
    meaning: 'The body is too large: 256 kB are read with a key, 32 kB without one, 16 kB of a form.',
    message: 'This is too large to send. Shorten it and try again.',
    retryable: false,
  },
  unsupported_media_type: {
    status: 415,
    meaning: 'The body is not JSON in UTF-8, or it is packed (`Content-Encoding`).',
    message: 'Send the body as JSON in UTF-8, with `Content-Type: application/json`.',
    retryable: false,
  },
  idempotency_key_reused: {
    status: 422,
    meaning: 'This Idempotency-Key was used for another request.',
    message: 'This `Idempotency-Key` was used for another request. Use a new one.',
    retryable: false,
  },
  rate_limit_exceeded: {
    status: 429,
    meaning: 'Too many requests in the current window. `retry_after` says how many seconds to wait.',
    message: 'Too many requests. Try again in a minute.',
    retryable: true,
  },
  internal_error: {
    status: 500,
    meaning: 'A fault of the server. The request id leads to its log.',
    message: 'Something broke on our side. Try again in a moment.',
    retryable: true,
  },
  unavailable: {
    status: 503,
    meaning:
      'The server cannot answer now, for instance because its database is away. `Retry-After` says when to try again.',
    message: 'We can’t answer right now. Try again in a moment.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
export const errorCodes = Object.keys(errorCatalogue) as ErrorCode[];

/** Why a time cannot be booked (docs/availability.md); `cap_reached` is told by explain only. */
export const slotReasons = [
  'cap_reached',
  'in_past',
  'notice_too_short',
  'beyond_window',
  'outside_hours',
  'not_on_grid',
  'booked',
  'full',
  'calendar_busy',
] as const;
export type SlotReason = (typeof slotReasons)[number];
