import type { Operation } from '@astrocal/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../lib/actor.ts';
import { ApiError } from '../lib/api-error.ts';
import type { Clock } from '../lib/clock.ts';
import { isoSeconds } from '../lib/clock.ts';
import type { Standing } from '../lib/standing.ts';

/** Counts a request and says where its caller stands; null where nothing limits it. */
export type Meter = (request: {
  readonly operation: Operation;
  readonly actor: Actor;
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
  const standing = await meter({ operation, actor: request.actor, address: request.address });
  if (!standing) return;
  const { allowed, limit, remaining, resetAt } = standing;
  reply
    .header('X-RateLimit-Limit', String(limit))
    .header('X-RateLimit-Remaining', String(remaining))
    .header('X-RateLimit-Reset', isoSeconds(new Date(resetAt)));
  if (!allowed) throw tooMany(standing, clock.now());
}

/** A wait for people: in the largest unit that still says when, rounded up. */
export function waitInWords(seconds: number): string {
  const [length, unit] = (
    [
      [3600, 'hour'],
      [60, 'minute'],
    ] as const
  ).find(([each]) => seconds > 1.5 * each) ?? [1, 'second'];
  const count = Math.ceil(seconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What a caller is told that has used up its limit. */
export function tooMany({ limit, window, resetAt, tier }: Standing, now: number): ApiError {
  const seconds = Math.max(1, Math.ceil((resetAt - now) / 1000));
  return new ApiError(
    'rate_limit_exceeded',
    `Too many requests. Try again in ${waitInWords(seconds)}.`,
    undefined,
    { limit, window, reset_at: isoSeconds(new Date(resetAt)), retry_after: seconds, tier },
  );
}
