import type { Deps } from '../deps.ts';
import { ApiError } from '../lib/api-error.ts';

/** Throws `unavailable` while the clock of this process is not to be believed: what it would write has wrong times. */
export function refuseWrongClock({ isClockWrong }: Pick<Deps, 'isClockWrong'>): void {
  if (!isClockWrong?.()) return;
  throw new ApiError(
    'unavailable',
    'The clock of the server is wrong, so nothing can be changed now. Try again later.',
  );
}
