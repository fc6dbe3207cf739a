import { operations } from '@astrocal/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../deps.ts';
import { limitRate, type Meter } from '../../../http/rate-limit.ts';
import { refuseWrongClock } from '../../../http/refuse-wrong-clock.ts';
import { anyone } from '../../../lib/principal.ts';

/** Counts a form that changes something. Throws `rate_limit_exceeded` for one too many, `unavailable` while the clock is wrong. */
export type AdmitChanges = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** Forms are admitted as changes by token are in the API, and count to their limit together with those. */
export const admitChangesBy =
  (deps: Pick<Deps, 'clock' | 'isClockWrong'>, meter: Meter): AdmitChanges =>
  async (request, reply) => {
    refuseWrongClock(deps);
    request.principal = anyone;
    await limitRate(request, reply, { operation: operations.rescheduleBooking, meter, clock: deps.clock });
  };
