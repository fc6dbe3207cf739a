import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { sendServed } from '../event-types/index.ts';
import { type Giving, giveOn, type OpenBooking, openForReassign, storeGiven } from './reassign-booking.ts';
import { type GoingOn, whoGoesOn } from './reassigning.ts';
import { type BookingRecord, eventTypeOf, hostIdsOf } from './store.ts';
import { leaveAllocation } from './store-allocations.ts';
import { tagOfTurn } from './turns.ts';

/**
 * A member leaves a booking for good: the others who hold it go on where they suffice, else another host gets the place.
 * False where the member holds it no more. Run it inside `answeringRefusals`.
 * Throws `booking_cancelled`, `conflict`, `host_unavailable` and `slot_unavailable`: then it stays as it is.
 */
export async function leaveBooking(
  deps: Deps,
  tx: Tx,
  find: () => Promise<BookingRecord>,
  { fromId, ...giving }: Giving & { readonly fromId: string },
): Promise<boolean> {
  const opened = await openForReassign(deps, tx, find);
  const { booking, question } = opened;
  if (!hostIdsOf(booking).includes(fromId)) return false;
  const staying = whoGoesOn(question, booking, fromId);
  if (staying) await goOn(deps, tx, opened, { ...giving, fromId, staying });
  else await giveOn(deps, tx, opened, { ...giving, wish: { from: fromId, isForced: false } });
  return true;
}

/** The claim goes on without the member's part: nobody else comes, so nothing is judged. */
async function goOn(
  deps: Deps,
  tx: Tx,
  opened: OpenBooking,
  {
    staying: { hosts, keepsChoice },
    fromId,
    ...giving
  }: Giving & { readonly fromId: string; readonly staying: GoingOn },
): Promise<void> {
  const { booking, now } = opened;
  const weight = await leaveAllocation(tx, booking, fromId);
  const share = { memberId: fromId, bookings: -1, tag: -tagOfTurn(weight), forgiven: 0 } as const;
  sendServed(tx, { eventType: eventTypeOf(booking), changes: [share], at: new Date(now) });
  const [first, ...others] = hosts;
  const taken = {
    host_id: first.member_id,
    other_host_ids: others.length === 0 ? null : others.map(({ member_id }) => member_id),
    assignment: keepsChoice ? booking.assignment : null,
    hosts,
  };
  await storeGiven(deps, tx, opened, { ...giving, fromId, taken });
}
