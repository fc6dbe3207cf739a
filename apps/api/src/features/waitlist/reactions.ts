import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Reaction } from '../../deps.ts';
import { promoteJob } from './jobs.ts';
import { findWaitedFor } from './store.ts';

/** Time of a host that a booking gave up may fit whoever waits for any event type of that host. */
export const promoteAfter: Reaction = async (deps, tx, { event, organizationId, isTest, data }) => {
  if (event !== 'booking.cancelled' && event !== 'booking.rescheduled') return;
  const hostId = (data as Static<typeof BookingMessage>).assigned_host?.member_id;
  if (hostId === undefined) return;
  const freed = { organizationId, hostId, isTest };
  if ((await findWaitedFor(tx, freed)).length === 0) return;
  const job = { organization_id: organizationId, host_id: hostId, is_test: isTest };
  await deps.queue.enqueue(tx, promoteJob, job);
};
