import type { AppJob, Deps } from '../../deps.ts';
import { lockForClaim } from './locking.ts';
import { releaseLapsed } from './release.ts';
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
      if (!booking) return;
      await lockForClaim({ guards }, tx, booking.event_type_id, [booking.host_id]);
      await releaseLapsed(tx, { id: bookingId, now: clock.now() });
    }),
};
