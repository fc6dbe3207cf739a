import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newInternalId } from '../../lib/ids.ts';
import { sendServed } from '../event-types/index.ts';
import { isAnyMember } from '../members/index.ts';
import { decideStep } from './life.ts';
import { type Giving, giveOn, type OpenBooking, openForReassign, storeGiven } from './reassign-booking.ts';
import { type GoingOn, whoGoesOn } from './reassigning.ts';
import { type BookingRecord, eventTypeOf, findSharing, hostIdsOf } from './store.ts';
import { claimWithout } from './store-allocations.ts';
import { tagOfTurn } from './turns.ts';

/** Who leaves, and what is said of it. */
interface Leaving extends Giving {
  readonly fromId: string;
}

/**
 * A member leaves a booking for good: the others who hold it go on where they suffice, with everybody who shares its slot,
 * else another host gets its place. Returns how many bookings that was: none where the member holds it no more. Run it
 * inside `answeringRefusals`. Those who were removed themselves, and kept it, do not suffice.
 * Throws `booking_cancelled`, `conflict`, `host_unavailable` and `slot_unavailable`: then it stays as it is.
 */
export async function leaveBooking(
  deps: Deps,
  tx: Tx,
  find: () => Promise<BookingRecord>,
  { fromId, ...giving }: Leaving,
): Promise<number> {
  const opened = await openForReassign(deps, tx, find);
  const { booking, question } = opened;
  if (!hostIdsOf(booking).includes(fromId)) return 0;
  const others = hostIdsOf(booking).filter((id) => id !== fromId);
  const isHeld = await isAnyMember(tx, { organizationId: booking.organization_id, ids: others });
  const going = isHeld ? whoGoesOn(question, booking, fromId) : null;
  if (going) return goOn(deps, tx, opened, { ...giving, fromId, going });
  await giveOn(deps, tx, opened, { ...giving, wish: { from: fromId, isForced: false } });
  return 1;
}

/** The claim goes on without the member's part: nobody else comes, so nothing is judged. */
async function goOn(
  deps: Deps,
  tx: Tx,
  opened: OpenBooking,
  { going: { hosts, keepsChoice }, ...leaving }: Leaving & { readonly going: GoingOn },
): Promise<number> {
  const { booking, now } = opened;
  const { fromId: memberId } = leaving;
  const sharing = await findSharing(tx, booking);
  const newId = newInternalId('alc', now);
  const weight = await claimWithout(tx, booking, { hostId: memberId, newId, now: new Date(now) });
  const change = { memberId, bookings: -sharing.length, tag: -tagOfTurn(weight), forgiven: 0 };
  sendServed(tx, { eventType: eventTypeOf(booking), changes: [change], at: new Date(now) });
  const [first, ...others] = hosts;
  for (const each of sharing) {
    const step = decideStep('reassign', each, now);
    if (!step.ok) throw new Error(`The booking ${each.id} holds a slot that has begun, or none.`);
    const taken = {
      allocation_id: newId,
      host_id: first.member_id,
      other_host_ids: others.length === 0 ? null : others.map(({ member_id }) => member_id),
      assignment: keepsChoice ? each.assignment : null,
      hosts,
    };
    await storeGiven(deps, tx, { ...opened, booking: each, step }, { ...leaving, taken });
  }
  return sharing.length;
}
