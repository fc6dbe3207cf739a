/** The text at the head of the document. */
export const introduction = (
  serverUrl: string,
) => `A booking API to build a product on. Two calls ship the whole flow: ask for availability, create the booking.

- **Keys.** Send \`Authorization: Bearer ac_test_…\` or \`ac_live_…\`. A test key reaches only test data: no mail, no calendar, no card.
- **Times** are UTC, for example \`2026-06-15T14:00:00Z\`; inputs may have any offset. Dates are \`YYYY-MM-DD\`, zones IANA names.
- **Errors** carry a \`code\` to program against and a \`message\` to show: [every code](${serverUrl}/docs/errors).
- **Retries** are safe with an \`Idempotency-Key\` on POST, PATCH and DELETE.
- **Limits** of requests, where the server has them, are told in \`X-RateLimit-*\` headers; one too many is \`429\` with \`Retry-After\`.
- **Lists** are paged with \`limit\` and \`starting_after\`, the id of the last item you have.`;

/** What operations of the document refer to, beside the schemas of the contract. */
export const sharedComponents = {
  securitySchemes: {
    apiKey: {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key: `ac_live_…` or `ac_test_…`. A test key reaches only test data.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: '__Host-astrocal',
      description:
        'The session of a member who has signed in. It counts only with the header `Astrocal-Mode: test` or `live`, which no page of another origin can send. Over plain http the cookie is `astrocal_session`.',
    },
    embedSession: {
      type: 'http',
      scheme: 'bearer',
      description:
        'The token of an embedded session: `es_live_…` or `es_test_…`. It reaches what the session is for, and nothing else.',
    },
    bookingToken: {
      type: 'apiKey',
      in: 'query',
      name: 'token',
      description: 'The `cancel_token` of the one booking or waitlist entry.',
    },
  },
  parameters: {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description:
        'Makes a retry harmless: the same key with the same request answers the first result again, for 24 hours.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    },
  },
  headers: {
    RequestId: { description: 'The id of this request.', schema: { type: 'string' } },
    IdempotentReplayed: {
      description:
        '`true` when this is the stored answer of the first request with the same Idempotency-Key.',
      schema: { type: 'string', enum: ['true'] },
    },
    RateLimitLimit: {
      description:
        'The requests that a window allows: of minute and day the one with fewer left. Absent where no limit holds.',
      schema: { type: 'integer' },
    },
    RateLimitRemaining: { description: 'What is left of them.', schema: { type: 'integer', minimum: 0 } },
    RateLimitReset: { description: 'When the window ends.', schema: { type: 'string', format: 'date-time' } },
    RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer' } },
  },
};
