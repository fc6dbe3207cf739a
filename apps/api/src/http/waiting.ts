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
  const running = new Map<string, { readonly place: WaitingPlaces; copies: number }>();
  return {
    async inTurn(name, waitMs, work) {
      const turn = running.get(name) ?? { place: createPlaces(1), copies: 0 };
      running.set(name, turn);
      turn.copies++;
      try {
        return await turn.place.inPlace(waitMs, work);
      } finally {
        turn.copies--;
        if (turn.copies === 0) running.delete(name);
      }
    },
  };
}

/** A number of places that are held while something is done. */
export interface WaitingPlaces {
  /** Runs `work` in a place. Throws `idempotency_in_progress` when none becomes free in `waitMs`. */
  inPlace<T>(waitMs: number, work: (leftMs: number) => Promise<T>): Promise<T>;
}

/** Whoever leaves a place hands it to the first in line, and wakes nobody else: how many wait is up to strangers. */
export function createPlaces(count: number): WaitingPlaces {
  let free = count;
  const line = new Set<() => void>();
  return {
    async inPlace(waitMs, work) {
      const until = performance.now() + waitMs;
      if (free > 0) free--;
      else await waitIn(line, waitMs);
      try {
        return await work(until - performance.now());
      } finally {
        const [next] = line;
        if (next) next();
        else free++;
      }
    },
  };
}

/** Resolves when the one who waits is called. Throws `idempotency_in_progress` when the time is over before. */
function waitIn(line: Set<() => void>, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      line.delete(enter);
    };
    const enter = () => {
      leave();
      resolve();
    };
    const timer = setTimeout(() => {
      leave();
      reject(new ApiError('idempotency_in_progress'));
    }, ms);
    line.add(enter);
  });
}
