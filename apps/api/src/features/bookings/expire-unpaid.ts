import type { Deps } from '../../deps.ts';
import { defineJob } from '../../jobs/definition.ts';
import { lockForRelease } from './locking.ts';
import { releaseLapsed } from './release.ts';
import { hasLapsed } from './rules.ts';
import { findBooking } from './store.ts';

/** Frees the time of a booking that stayed unpaid. Running it twice, or after the payment, changes nothing. */
export const expireUnpaid = defineJob<{ organizationId: string; bookingId: string }, Deps>()({
  name: 'bookings.expire-unpaid',
  retryLimit: 20,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  concurrency: 4,
  handle: (deps, { data: { bookingId } }) =>
    deps.database.inTransaction(async (tx) => {
      const booking = await findBooking(tx, { id: bookingId, owner: null });
      if (booking?.status !== 'pending_payment') return;
      // The database's clock says when the job is due, and may be ahead of ours: done too early, it was never done.
      const now = deps.clock.now();
      if (!hasLapsed(booking, now)) throw new Error('The time of the unpaid booking is not over yet.');
      await lockForRelease(deps, tx, booking);
      await releaseLapsed(deps, tx, { ids: [bookingId], now });
    }),
});
