import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { type Fact, record } from '../../events/record.ts';
import { type Principal, system } from '../../lib/principal.ts';
import { sendOneLess } from '../event-types/index.ts';
import { decideStep, type LifeStep } from './life.ts';
import { bookingMessage } from './message.ts';
import { LostRace } from './refusals.ts';
import {
  type BookingRecord,
  eventTypeOf,
  findBookings,
  updateLiveBooking,
  updateUnpaidBookings,
} from './store.ts';
import { sendEnd } from './store-allocations.ts';

const unpaidReason = 'The payment was not completed in time.';

interface Release {
  readonly by: Principal;
  readonly step: LifeStep;
  readonly now: number;
  readonly reason: string | null;
  /** Nobody is mailed. */
  readonly isSilent?: boolean;
}

/**
 * Cancels a live booking: frees its time, takes it out of the cap's count and records why.
 * The caller holds the locks of its event type and host.
 */
export async function releaseBooking(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  booking: BookingRecord,
  { by, step, now, reason, isSilent = false }: Release,
): Promise<BookingRecord> {
  const { status, revision } = step;
  const changes = { ...cancellation(now, reason), status, revision };
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  const cancelled = { ...booking, ...changes };
  giveBack(tx, cancelled, now);
  record(deps, tx, { by, now }, { ...factOf(cancelled, step), isSilent });
  return cancelled;
}

/** Cancels the bookings, all of one host, that are still unpaid and whose time is over. */
export async function releaseLapsed(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  { organizationId, ids, now }: { organizationId: string; ids: readonly string[]; now: number },
): Promise<void> {
  const lapsed = (await findBookings(tx, organizationId, ids)).flatMap((booking) => {
    const step = decideStep('lapse', booking, now);
    return step.ok ? [{ booking, step }] : [];
  });
  const changes = { ...cancellation(now, unpaidReason), status: 'cancelled' as const };
  const bookings = lapsed.map(({ booking }) => booking);
  if (!(await updateUnpaidBookings(tx, { organizationId, bookings }, changes))) throw new LostRace();
  for (const booking of bookings) giveBack(tx, booking, now);
  const [first, ...others] = lapsed.map(({ booking, step }) =>
    factOf({ ...booking, ...changes, revision: step.revision }, step),
  );
  if (first) record(deps, tx, { by: system, now }, first, ...others);
}

const cancellation = (now: number, reason: string | null) => {
  const at = new Date(now);
  return { cancelled_at: at, cancel_reason: reason, updated_at: at };
};

/** Frees what the booking took of its event type's cap and of its hosts' time, and before the meeting their turns. */
function giveBack(tx: Tx, booking: BookingRecord, now: number): void {
  sendOneLess(tx, eventTypeOf(booking), booking.created_at);
  sendEnd(tx, booking, new Date(now));
}

const factOf = (booking: BookingRecord, { tells }: LifeStep): Fact => ({
  organizationId: booking.organization_id,
  isTest: booking.is_test,
  event: tells,
  data: bookingMessage(booking),
});
