import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Reaction } from '../../deps.ts';
import { findWaitedFor } from './store.ts';

/** Time of hosts that a booking gave up may fit whoever waits for any event type of one of them. */
export const promoteAfter: Reaction = async (deps, tx, { event, organizationId, isTest, data }) => {
  if (event !== 'booking.cancelled' && event !== 'booking.rescheduled') return;
  const { assigned_host, event_type_id: claimedFor } = data as Static<typeof BookingMessage>;
  if (!assigned_host) return;
  const freed = { organizationId, hostId: assigned_host.member_id, claimedFor, isTest };
  if ((await findWaitedFor(tx, freed)).length > 0) await deps.queue.enqueue(tx, 'waitlist.promote', freed);
};
