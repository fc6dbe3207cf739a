import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import { expireUnpaidJob } from './jobs.ts';
import { isUnpaid, phaseOf } from './life.ts';
import { lockForRelease } from './locking.ts';
import { releaseLapsed } from './release.ts';
import { type BookingRecord, findBookings, hostIdsOf } from './store.ts';

/** Frees the time of a booking that stayed unpaid. Running it twice, or after the payment, changes nothing. */
export const expireUnpaid = handleJob(
  expireUnpaidJob,
  (deps: Deps, { data: { organization_id, id } }) => expire(deps, organization_id, [id]),
  // Whoever books with that host waits for as many.
  {
    size: 20,
    async handle(deps, jobs) {
      const keys = jobs.map(({ data }) => data);
      for (const [organizationId, its] of Map.groupBy(keys, ({ organization_id }) => organization_id))
        await expire(
          deps,
          organizationId,
          its.map(({ id }) => id),
        );
    },
  },
);

/** Throws when the time of one is not over yet, after the others were freed. */
async function expire(deps: Deps, organizationId: string, ids: readonly string[]): Promise<void> {
  const now = deps.clock.now();
  const unpaid = (await findBookings(deps.database.db, organizationId, ids)).filter(({ status }) =>
    isUnpaid(status),
  );
  const lapsed = unpaid.filter((booking) => phaseOf(booking, now) === 'lapsed');
  for (const together of Map.groupBy(lapsed, whatIsLocked).values()) await release(deps, together, now);
  // The database's clock says when the job is due, and may be ahead of ours: done too early, it was never done.
  if (lapsed.length < unpaid.length) throw new Error('The time of the unpaid booking is not over yet.');
}

const whatIsLocked = (booking: BookingRecord): string =>
  [booking.event_type_id, ...hostIdsOf(booking)].join(' ');

/** All of them are of one event type and the same hosts. */
async function release(deps: Deps, bookings: readonly BookingRecord[], now: number): Promise<void> {
  const [first] = bookings;
  if (!first) return;
  await deps.database.inTransaction(async (tx) => {
    await lockForRelease(deps, tx, first);
    const { organization_id: organizationId } = first;
    await releaseLapsed(deps, tx, { organizationId, ids: bookings.map(({ id }) => id), now });
  });
}
