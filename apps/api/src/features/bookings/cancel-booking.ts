import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { isOutsider } from '../../lib/principal.ts';
import { optionalLine } from '../../lib/text.ts';
import { authorizeBooking } from './access.ts';
import { decideStep, isGone } from './life.ts';
import { lockForRelease } from './locking.ts';
import { releaseBooking } from './release.ts';
import type { BookingRecord } from './store.ts';

/**
 * Cancels a booking; a cancelled one is answered as it is. Once the meeting has begun only a key or its host may, and nobody is
 * mailed. Throws `not_found`, `unauthorized`, and `conflict` for the bearer of the token of what has begun.
 */
export async function cancelBooking(
  deps: Deps,
  tx: Tx,
  access: BearerAccess,
  body: { reason?: string | null },
): Promise<BookingRecord> {
  const booking = await openLocked(deps, tx, access);
  const now = deps.clock.now();
  const step = decideStep(isOutsider(access.principal) ? 'cancel' : 'annul', booking, now);
  if (!step.ok && isGone(step.phase)) return booking;
  if (!step.ok) throw new ApiError('conflict', 'The meeting has begun already, so it cannot be cancelled.');
  return releaseBooking(deps, tx, booking, {
    by: access.principal,
    step,
    now,
    reason: optionalLine(body.reason),
  });
}

/** The booking as it is under the locks of its event type and host. */
async function openLocked(deps: Deps, tx: Tx, access: BearerAccess): Promise<BookingRecord> {
  const seen = await authorizeBooking(deps, tx, access);
  await lockForRelease(deps, tx, seen);
  return authorizeBooking(deps, tx, access);
}
