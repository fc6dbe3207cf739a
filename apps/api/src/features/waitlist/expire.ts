import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { type Fact, record } from '../../events/record.ts';
import { defineJob } from '../../jobs/definition.ts';
import { entryMessage } from './message.ts';
import { type EntryRow, type EventTypeKey, expireWaiting, findEntry } from './store.ts';

/** A fact about an entry that has just ended. */
export const factOf = (
  row: EntryRow,
  event: 'waitlist.promoted' | 'waitlist.expired',
  now: number,
): Fact => ({
  organizationId: row.organization_id,
  isTest: row.is_test,
  event,
  data: entryMessage(row, now),
});

/** Ends entries of the event type without a spot: those whose time is over, or all of them. */
export async function expireEntries(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  eventType: EventTypeKey,
  { who, now }: { who: 'due' | 'all'; now: number },
): Promise<void> {
  const expired = await expireWaiting(tx, eventType, { who, now: new Date(now) });
  const [first, ...others] = expired.map((row) => factOf(row, 'waitlist.expired', now));
  if (first) await record(deps, tx, now, first, ...others);
}

/** Ends an entry whose time is over. Running it twice, or after the entry has ended otherwise, changes nothing. */
export const expireEntry = defineJob<{ organizationId: string; entryId: string }, Deps>()({
  name: 'waitlist.expire',
  retryLimit: 20,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  handle: (deps, { data: { organizationId, entryId } }) =>
    deps.database.inTransaction(async (tx) => {
      const now = deps.clock.now();
      const entry = await findEntry(tx, { id: entryId, owner: null, now: new Date(now) });
      if (entry?.status !== 'waiting') return;
      // The database's clock says when the job is due, and may be ahead of ours: done too early, it was never done.
      if (entry.expires_at.getTime() > now) throw new Error('The time of the entry is not over yet.');
      await expireEntries(
        deps,
        tx,
        { organizationId, eventTypeId: entry.event_type_id },
        { who: 'due', now },
      );
    }),
});
