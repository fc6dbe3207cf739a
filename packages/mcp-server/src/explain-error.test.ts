import { ApiError, AstrocalError, ConnectionError, TimeoutError } from '@astrocal/sdk';
import { expect, test } from 'vitest';
import { explainError } from './explain-error.ts';
import { utc } from './local-time.ts';
import { ToolProblem } from './problem.ts';

const situation = { zone: utc, keyAdvice: 'Ask for a key.' };
const refusal = (status: number, code: string, more: object = {}) =>
  new ApiError({ status, code, message: 'No.', ...more });

test.each([
  [refusal(401, 'unauthorized'), 'No. Ask for a key.'],
  [refusal(403, 'forbidden'), 'this key may not do that'],
  [refusal(404, 'not_found'), 'Call list_event_types or list_bookings'],
  [refusal(409, 'slot_unavailable'), 'Nothing near it can be booked. Call check_availability'],
  [
    refusal(409, 'booking_cap_reached', { details: { resets_at: '2026-06-16T04:00:00Z' } }),
    /^The limit of bookings for this period is reached, so no date will help\. Try again after Tuesday, June 16, 2026, 04:00 UTC \(2026-06-16T04:00:00Z\)\.$/,
  ],
  [
    refusal(409, 'booking_cap_reached', { details: { resets_at: null } }),
    /^It is sold out: no date will help\.$/,
  ],
  [refusal(409, 'booking_cap_reached'), /^The limit of .* reached, so no date will help\.$/],
  [refusal(409, 'booking_cancelled'), 'make a new booking with create_booking'],
  [refusal(409, 'conflict'), /^No\.$/],
  [refusal(409, 'idempotency_in_progress'), 'Wait 10 seconds, then call again with the same arguments.'],
  [
    refusal(429, 'rate_limit_exceeded', { retryAfterSeconds: 41 }),
    'Wait 41 seconds before the next call of any tool.',
  ],
  [refusal(500, 'internal_error', { requestId: 'req_1' }), 'tell the user the request id req_1'],
  [refusal(503, 'unavailable', { retryAfterSeconds: 2 }), 'Wait 2 seconds and call again.'],
  [refusal(502, 'unexpected_answer'), 'Something other than Astrocal answered'],
  [
    refusal(400, 'validation_error', {
      details: {
        issues: [
          { path: 'query.start', message: 'is odd' },
          { path: 'body.attendees.0.email', message: 'is odd' },
          { path: 'body', message: 'is odd' },
        ],
      },
    }),
    /^start_date is odd\. attendees\.0\.email is odd\. The call is odd\.$/,
  ],
  [
    new TimeoutError('late'),
    'it is not known whether this was done. Calling again with the same arguments is safe',
  ],
  [new ConnectionError('gone'), 'check that it runs and that ASTROCAL_API_URL is its address'],
  [new AstrocalError('The id is empty.'), 'The id is empty.'],
])('%s leads on', (error, sentence) => {
  expect(explainError(error, situation).message).toMatch(sentence);
});

test('a Problem stays itself, and what nobody expected is thrown on', () => {
  const problem = new ToolProblem('So.');
  expect(explainError(problem, situation)).toBe(problem);
  expect(() => explainError(new TypeError('a bug'), situation)).toThrow(TypeError);
});

test('programs are told when a cap opens, too', () => {
  for (const resets_at of ['2026-06-16T04:00:00Z', null])
    expect(
      explainError(refusal(409, 'booking_cap_reached', { details: { resets_at } }), situation).details,
    ).toEqual({ code: 'booking_cap_reached', resets_at });
});

test('details are kept for programs', () => {
  const alternatives = [{ start_time: '2026-06-15T14:00:00Z', end_time: '2026-06-15T14:30:00Z' }];
  const error = refusal(409, 'slot_unavailable', {
    details: { reason: 'booked', alternatives },
    requestId: 'req_1',
  });
  expect(explainError(error, { ...situation, waitlist: 'Wait.' }).details).toEqual({
    code: 'slot_unavailable',
    reason: 'booked',
    alternatives,
    request_id: 'req_1',
  });
});
