import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Reaction } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { hostsOf } from '../../wording/names.ts';
import { promoteJob } from './jobs.ts';
import { type Freeing, findFreedHosts } from './store-waiting.ts';

/** Time of hosts that a booking gave up may fit whoever waits for any event type of one of them. */
export const promoteAfter: Reaction = async (deps, tx, messages) => {
  const [{ organizationId }] = messages;
  const freed = messages.flatMap(freedBy);
  if (freed.length === 0) return;
  const waitedFor = await findFreedHosts(tx, organizationId, freed);
  const jobs = waitedFor.map(({ hostId, isTest }) => ({
    data: { organization_id: organizationId, host_id: hostId, is_test: isTest },
  }));
  await deps.queue.enqueueAll(tx, promoteJob, jobs);
};

function freedBy({ isTest, data }: StoredMessage): Freeing[] {
  const booking = data as Static<typeof BookingMessage>;
  const { previous_hosts: previous = [], event_type_id: eventTypeId } = booking;
  const freed = [...hostsOf(booking), ...previous];
  return freed.map(({ member_id: hostId }) => ({ hostId, eventTypeId, isTest }));
}
