import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Reaction } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { promoteJob } from './jobs.ts';
import { findWaitedForHosts } from './store.ts';

/** Time of a host that a booking gave up may fit whoever waits for any event type of that host. */
export const promoteAfter: Reaction = async (deps, tx, messages) => {
  const [{ organizationId }] = messages;
  const freed = messages.flatMap(freedHost);
  if (freed.length === 0) return;
  const waitedFor = await findWaitedForHosts(tx, organizationId, freed);
  const jobs = waitedFor.map(({ hostId, isTest }) => ({
    data: { organization_id: organizationId, host_id: hostId, is_test: isTest },
  }));
  await deps.queue.enqueueAll(tx, promoteJob, jobs);
};

function freedHost({ event, isTest, data }: StoredMessage): { hostId: string; isTest: boolean }[] {
  if (event !== 'booking.cancelled' && event !== 'booking.rescheduled') return [];
  const hostId = (data as Static<typeof BookingMessage>).assigned_host?.member_id;
  return hostId === undefined ? [] : [{ hostId, isTest }];
}
