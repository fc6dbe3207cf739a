import type { Tx } from '../../db/database.ts';
import { record } from '../../events/record.ts';
import { countOneLess } from '../event-types/index.ts';
import { releaseSpots } from './allocations.ts';
import { bookingMessage } from './message.ts';
import { LostRace } from './refusals.ts';
import { hasLapsed } from './rules.ts';
import { type BookingRecord, findBooking, updateLiveBooking } from './store.ts';

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
  const at = new Date(now);
  const changes = { status: 'cancelled', cancelled_at: at, cancel_reason: reason, updated_at: at } as const;
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  await releaseSpots(tx, booking, at);
  await countOneLess(
    tx,
    { organization_id: booking.organization_id, id: booking.event_type_id },
    booking.created_at,
  );
  const cancelled = { ...booking, ...changes };
  await record(tx, now, {
    organizationId: booking.organization_id,
    isTest: booking.is_test,
    event: 'booking.cancelled',
    data: bookingMessage(cancelled),
  });
  return cancelled;
}

/** Cancels a booking that stayed unpaid, if it still is and its time is over. */
export async function releaseLapsed(tx: Tx, { id, now }: { id: string; now: number }): Promise<void> {
  const booking = await findBooking(tx, { id, owner: null });
  if (booking && hasLapsed(booking, now)) await releaseBooking(tx, booking, { now, reason: unpaidReason });
}
