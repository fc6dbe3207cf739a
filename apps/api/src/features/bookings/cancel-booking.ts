import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { openBooking } from './access.ts';
import { lockForRelease } from './locking.ts';
import { releaseBooking } from './release.ts';
import { readReason } from './rules.ts';
import type { BookingRecord } from './store.ts';

/** Cancels a booking; a cancelled one is answered as it is. Throws `not_found`, `unauthorized`. */
export async function cancelBooking(
  deps: Deps,
  tx: Tx,
  access: BearerAccess,
  body: { reason?: string | null },
): Promise<BookingRecord> {
  const booking = await openLocked(deps, tx, access);
  if (booking.status === 'cancelled') return booking;
  return releaseBooking(deps, tx, booking, { now: deps.clock.now(), reason: readReason(body.reason) });
}

/** The booking as it is under the locks of its event type and host. */
async function openLocked(deps: Deps, tx: Tx, access: BearerAccess): Promise<BookingRecord> {
  const seen = await openBooking(deps, tx, access);
  await lockForRelease(deps, tx, seen);
  return openBooking(deps, tx, access);
}
