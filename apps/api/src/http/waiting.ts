import { ApiError } from '../lib/api-error.ts';

/** Lets one request after the other in. */
export interface Turns {
  /**
   * Runs `work` when no other work of the name runs in this process. Throws `idempotency_in_progress` when that takes
   * longer than `waitMs`; `work` is told what is left of it.
   */
  inTurn<T>(name: string, waitMs: number, work: (leftMs: number) => Promise<T>): Promise<T>;
}

/**
 * Copies of a request wait for each other in memory, where waiting costs nothing. In the database each would hold a
 * connection, and a handful of copies all there are.
 */
export function createTurns(): Turns {
  const running = new Map<string, Promise<unknown>>();
  return {
    async inTurn(name, waitMs, work) {
      const until = performance.now() + waitMs;
      for (let other = running.get(name); other; other = running.get(name))
        if (!(await endsWithin(other, until - performance.now())))
          throw new ApiError('idempotency_in_progress');
      const own = work(until - performance.now());
      running.set(name, own);
      try {
        return await own;
      } finally {
        running.delete(name);
      }
    },
  };
}

/** A number of places that are held while something is done. */
export interface Places {
  /** Runs `work` in a place. Throws `idempotency_in_progress` when none becomes free in `waitMs`. */
  inPlace<T>(waitMs: number, work: (leftMs: number) => Promise<T>): Promise<T>;
}

/** So many places; whoever finds none waits in memory. */
export function createPlaces(count: number): Places {
  let taken = 0;
  let freed = Promise.withResolvers<void>();
  return {
    async inPlace(waitMs, work) {
      const until = performance.now() + waitMs;
      while (taken >= count)
        if (!(await endsWithin(freed.promise, until - performance.now())))
          throw new ApiError('idempotency_in_progress');
      taken++;
      try {
        return await work(until - performance.now());
      } finally {
        taken--;
        freed.resolve();
        freed = Promise.withResolvers<void>();
      }
    },
  };
}

/** Whether the promise is settled, either way, before the time is over. */
async function endsWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  if (ms <= 0) return false;
  const { promise: over, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), ms);
  const ended = promise.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([ended, over]);
  } finally {
    clearTimeout(timer);
  }
}
