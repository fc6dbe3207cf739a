import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { isOutsider } from '../../lib/principal.ts';
import { optionalLine } from '../../lib/text.ts';
import { findCutOffs } from '../event-types/index.ts';
import { authorizeBooking } from './access.ts';
import { decideStep, isGone } from './life.ts';
import { lockForRelease } from './locking.ts';
import { releaseBooking } from './release.ts';
import { parseSilence } from './rules.ts';
import { isTooLate, tooLate } from './rules-cut-offs.ts';
import { type BookingRecord, eventTypeOf } from './store.ts';

/**
 * Cancels a booking; a cancelled one is answered as it is. Once the meeting has begun, or from the event
 * type's cut-off on, only a key or its host may; of what has begun nobody is mailed. Throws `not_found`, `unauthorized`, and
 * `conflict` for the bearer of the token of such a booking.
 */
export async function cancelBooking(
  deps: Deps,
  tx: Tx,
  access: BearerAccess,
  body: { reason?: string | null; notify?: boolean },
): Promise<BookingRecord> {
  const isSilent = parseSilence(access.principal, body);
  const booking = await openLocked(deps, tx, access);
  const now = deps.clock.now();
  const step = decideStep(isOutsider(access.principal) ? 'cancel' : 'annul', booking, now);
  if (!step.ok && isGone(step.phase)) return booking;
  if (!step.ok) throw new ApiError('conflict', 'The meeting has begun already, so it cannot be cancelled.');
  if (isOutsider(access.principal)) await refuseLate(tx, booking, now);
  return releaseBooking(deps, tx, booking, {
    by: access.principal,
    step,
    now,
    reason: optionalLine(body.reason),
    isSilent,
  });
}

/** The booking as it is under the locks of its event type and host. */
async function openLocked(deps: Deps, tx: Tx, access: BearerAccess): Promise<BookingRecord> {
  const seen = await authorizeBooking(deps, tx, access);
  await lockForRelease(deps, tx, seen);
  return authorizeBooking(deps, tx, access);
}

async function refuseLate(tx: Tx, booking: BookingRecord, now: number): Promise<void> {
  const cutOffs = await findCutOffs(tx, eventTypeOf(booking));
  if (cutOffs && isTooLate('cancel', cutOffs, { startAt: booking.start_at, now }))
    throw tooLate('cancel', cutOffs);
}
