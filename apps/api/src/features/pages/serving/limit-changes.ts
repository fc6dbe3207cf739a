import { operations } from '@astrocal/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { limitRate, type Meter } from '../../../http/rate-limit.ts';
import type { Clock } from '../../../lib/clock.ts';

/** Counts a form that changes something. Throws `rate_limit_exceeded` for one too many. */
export type LimitChanges = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Forms count to the limit that changes by token have in the API: together with those. */
export const limitChangesBy =
  (meter: Meter, clock: Clock): LimitChanges =>
  (request, reply) => {
    request.actor = { kind: 'public' };
    return limitRate(request, reply, { operation: operations.rescheduleBooking, meter, clock });
  };
