import type { Tx } from '../../db/database.ts';
import { record } from '../../events/record.ts';
import { countOneLess } from '../event-types/index.ts';
import { releaseSpots } from './allocations.ts';
import { bookingMessage } from './message.ts';
import { LostRace } from './refusals.ts';
import { hasLapsed } from './rules.ts';
import { type BookingRecord, findBookings, updateLiveBooking, updateUnpaidBookings } from './store.ts';

const unpaidReason = 'The payment was not completed in time.';

/**
 * Cancels a live booking: frees its time, takes it out of the cap's count and records why.
 * The caller holds the locks of its event type and host.
 */
export async function releaseBooking(
  tx: Tx,
  booking: BookingRecord,
  { now, reason }: { now: number; reason: string | null },
): Promise<BookingRecord> {
  const changes = cancellation(now, reason);
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  const cancelled = { ...booking, ...changes };
  giveBack(tx, cancelled, now);
  return cancelled;
}

/** Cancels the bookings, all of one host, that are still unpaid and whose time is over. */
export async function releaseLapsed(
  tx: Tx,
  { ids, now }: { ids: readonly string[]; now: number },
): Promise<void> {
  const lapsed = (await findBookings(tx, ids)).filter((booking) => hasLapsed(booking, now));
  const changes = cancellation(now, unpaidReason);
  if (!(await updateUnpaidBookings(tx, lapsed, changes))) throw new LostRace();
  for (const booking of lapsed) giveBack(tx, { ...booking, ...changes }, now);
}

const cancellation = (now: number, reason: string | null) => {
  const at = new Date(now);
  return { status: 'cancelled', cancelled_at: at, cancel_reason: reason, updated_at: at } as const;
};

/** What follows when a booking is cancelled. */
function giveBack(tx: Tx, booking: BookingRecord, now: number): void {
  const { organization_id: organizationId, event_type_id, is_test: isTest, created_at } = booking;
  releaseSpots(tx, booking, new Date(now));
  countOneLess(tx, { organization_id: organizationId, id: event_type_id }, created_at);
  record(tx, now, { organizationId, isTest, event: 'booking.cancelled', data: bookingMessage(booking) });
}
