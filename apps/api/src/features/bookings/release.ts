import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { type Fact, record } from '../../events/record.ts';
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
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  booking: BookingRecord,
  { now, reason }: { now: number; reason: string | null },
): Promise<BookingRecord> {
  const changes = { ...cancellation(now, reason), revision: booking.revision + 1 };
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  const cancelled = { ...booking, ...changes };
  giveBack(tx, cancelled, now);
  await record(deps, tx, now, cancelledFact(cancelled));
  return cancelled;
}

/** Cancels the bookings, all of one host, that are still unpaid and whose time is over. */
export async function releaseLapsed(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  { ids, now }: { ids: readonly string[]; now: number },
): Promise<void> {
  const lapsed = (await findBookings(tx, ids)).filter((booking) => hasLapsed(booking, now));
  const changes = cancellation(now, unpaidReason);
  if (!(await updateUnpaidBookings(tx, lapsed, changes))) throw new LostRace();
  const cancelled = lapsed.map((booking) => ({ ...booking, ...changes, revision: booking.revision + 1 }));
  for (const booking of cancelled) giveBack(tx, booking, now);
  const [first, ...others] = cancelled.map(cancelledFact);
  if (first) await record(deps, tx, now, first, ...others);
}

const cancellation = (now: number, reason: string | null) => {
  const at = new Date(now);
  return { status: 'cancelled', cancelled_at: at, cancel_reason: reason, updated_at: at } as const;
};

/** Frees what the booking took of its host's time and of its event type's cap. */
function giveBack(tx: Tx, booking: BookingRecord, now: number): void {
  const { organization_id, event_type_id, created_at } = booking;
  releaseSpots(tx, booking, new Date(now));
  countOneLess(tx, { organization_id, id: event_type_id }, created_at);
}

const cancelledFact = (booking: BookingRecord): Fact => ({
  organizationId: booking.organization_id,
  isTest: booking.is_test,
  event: 'booking.cancelled',
  data: bookingMessage(booking),
});
