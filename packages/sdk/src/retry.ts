import { ConnectionError, isApiError, TimeoutError } from './errors.ts';

const firstBackoffMs = 500;
const longestBackoffMs = 8_000;
/** A server that asks for more is not waited for: the caller learns of it, with `retryAfterSeconds`. */
const longestHintMs = 60_000;

/**
 * How long to wait before the attempt is made again: milliseconds, or null when it is not to be made again. The
 * server's own hint is the least that is waited; without one the wait doubles from attempt to attempt. `random`, in
 * [0, 1), spreads callers that failed together.
 *
 * That a repeat is safe is the caller's word: every call that changes something has its Idempotency-Key, or is a PUT.
 */
export function findRetryDelay(error: unknown, attemptsBefore: number, random: number): number | null {
  if (!isPassing(error)) return null;
  const backoffMs = Math.min(firstBackoffMs * 2 ** attemptsBefore, longestBackoffMs);
  const hintSeconds = isApiError(error) ? error.retryAfterSeconds : undefined;
  if (hintSeconds === undefined) return backoffMs * (0.5 + random / 2);
  const hintMs = hintSeconds * 1000;
  return hintMs > longestHintMs ? null : hintMs + (firstBackoffMs / 2) * random;
}

/** Whether the same request may succeed in a moment. */
function isPassing(error: unknown): boolean {
  if (!isApiError(error)) return error instanceof ConnectionError || error instanceof TimeoutError;
  return error.status >= 500 || error.status === 429 || error.code === 'idempotency_in_progress';
}

/** Whether the server may have done what was asked although it did not say so. */
export const leavesOpen = (error: unknown): boolean => !isApiError(error) || error.status >= 500;
