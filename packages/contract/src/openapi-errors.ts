import type { TSchema } from 'typebox';
import { type ErrorCode, errorCatalogue } from './errors.ts';
import { type Noun, nounWords } from './fields.ts';
import type { Operation } from './operation.ts';

/** An answer with the code as this operation gives it. */
export const errorExample = (op: Operation, code: ErrorCode, serverUrl: string) => ({
  error: {
    code,
    message: messageOf(op, code),
    ...(code === 'validation_error' && {
      details: { issues: [{ path: 'body.start_time', message: 'must be a date and time with an offset' }] },
    }),
    ...(code === 'slot_unavailable' && {
      details: {
        reason: 'booked',
        alternatives: [{ start_time: '2026-06-15T14:30:00Z', end_time: '2026-06-15T15:00:00Z' }],
      },
    }),
    ...(code === 'rate_limit_exceeded' && {
      limit: 30,
      window: '1m',
      reset_at: '2026-06-04T09:13:00Z',
      retry_after: 48,
      tier: 'free',
    }),
    request_id: 'req_01jz5x8k3mqv7e2n4r6t8w9y0a',
    doc_url: `${serverUrl}/docs/errors#${code}`,
  },
});

/** The sentence that is commonest with the code. */
function messageOf(op: Operation, code: ErrorCode): string {
  const noun = nounOf(op);
  if (code === 'validation_error') return 'body.start_time: must be a date and time with an offset';
  if (code === 'slot_unavailable') return 'This time is already booked.';
  if (code === 'not_found' && noun) return `No ${nounWords(noun)} with this id.`;
  if (code === 'unauthorized' && op.access === 'key')
    return 'No API key was sent. Add `Authorization: Bearer ac_test_…`.';
  return errorCatalogue[code].message;
}

/** What the operation is about: the last thing that its path names, or the first of its query or body. */
function nounOf({ params, query, body }: Operation): Noun | undefined {
  return nounsIn(params).at(-1) ?? [...nounsIn(query), ...nounsIn(body)][0];
}

const nounsIn = (schema: TSchema | undefined): Noun[] =>
  Object.values(
    (schema as { properties?: Record<string, { 'x-noun'?: Noun }> } | undefined)?.properties ?? {},
  )
    .map((property) => property['x-noun'])
    .filter((noun) => noun !== undefined);
