import type { Operation } from '@astrocal/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../lib/clock.ts';
import { isoSeconds } from '../lib/clock.ts';
import type { Caller } from '../lib/principal.ts';
import { type Standing, tooManyRequests } from '../lib/standing.ts';

/** Counts a request and says where its caller stands; null where nothing limits it. */
export type Meter = (request: {
  readonly operation: Operation;
  readonly principal: Caller;
  /** As the socket tells it, or a trusted proxy. */
  readonly address: string | undefined;
}) => Promise<Standing | null>;

/**
 * Counts the request to the limit of its key or address and tells in the headers where that stands, whatever the
 * answer will be. Throws `rate_limit_exceeded` for one too many.
 */
export async function limitRate(
  request: FastifyRequest,
  reply: FastifyReply,
  { operation, meter, clock }: { operation: Operation; meter: Meter; clock: Clock },
): Promise<void> {
  const standing = await meter({ operation, principal: request.principal, address: request.address });
  if (!standing) return;
  const { allowed, limit, remaining, resetAt } = standing;
  reply
    .header('X-RateLimit-Limit', String(limit))
    .header('X-RateLimit-Remaining', String(remaining))
    .header('X-RateLimit-Reset', isoSeconds(new Date(resetAt)));
  if (!allowed) throw tooManyRequests(standing, clock.now());
}
