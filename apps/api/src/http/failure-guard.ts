import type { FastifyRequest } from 'fastify';
import type { ApiError } from '../lib/api-error.ts';
import type { Clock } from '../lib/clock.ts';
import { type FailureLimit, tooManyRequests } from '../lib/standing.ts';

/** Stands between strangers who guess keys and tokens and the database that would have to look each of them up. */
export interface FailureGuard {
  /**
   * Throws `rate_limit_exceeded` for an address that has failed too often, before anything is looked up. A key that
   * this process has found to be good passes: whoever shares its address cannot lock it out (docs/rate-limits.md).
   */
  admit(request: FastifyRequest, key?: string): void;
  /** Counts a failure. Returns what to answer: the refusal itself, or `rate_limit_exceeded` for one failure too many. */
  failed(request: FastifyRequest, refusal: ApiError): Promise<ApiError>;
}

/** A guard over `failures`; `isProven` tells, asking nobody, of a key that was good when it was last looked up. */
export function createFailureGuard({
  failures,
  isProven,
  clock,
}: {
  failures: FailureLimit;
  isProven: (key: string) => boolean;
  clock: Clock;
}): FailureGuard {
  return {
    admit({ address }, key) {
      const standing = failures.refused(address);
      if (standing && !(key !== undefined && isProven(key))) throw tooManyRequests(standing, clock.now());
    },
    async failed({ address }, refusal) {
      const standing = await failures.count(address);
      return standing === null || standing.allowed ? refusal : tooManyRequests(standing, clock.now());
    },
  };
}
