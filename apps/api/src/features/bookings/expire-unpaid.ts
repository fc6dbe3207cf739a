import type { AppJob, Deps } from '../../deps.ts';
import { lockForRelease } from './locking.ts';
import { releaseLapsed } from './release.ts';
import { hasLapsed } from './rules.ts';
import { findBooking } from './store.ts';

/** Frees the time of a booking that stayed unpaid. Running it twice, or after the payment, changes nothing. */
export const expireUnpaid: AppJob = {
  name: 'bookings.expire-unpaid',
  retryLimit: 20,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  handle: ({ database, clock, guards }: Deps, { data: { bookingId } }) =>
    database.inTransaction(async (tx) => {
      const booking = await findBooking(tx, { id: bookingId, owner: null });
      if (booking?.status !== 'pending_payment') return;
      // The database's clock says when the job is due, and may be ahead of ours: done too early, it was never done.
      if (!hasLapsed(booking, clock.now()))
        throw new Error('The time of the unpaid booking is not over yet.');
      await lockForRelease({ guards }, tx, booking);
      await releaseLapsed(tx, { ids: [bookingId], now: clock.now() });
    }),
};
