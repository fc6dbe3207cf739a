import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { type Fact, record } from '../../events/record.ts';
import { handleJob } from '../../jobs/definition.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { lotSize } from '../../lib/lots.ts';
import { system } from '../../lib/principal.ts';
import { expireEntryJob } from './jobs.ts';
import { entryMessage } from './message.ts';
import { type Ending, type EntryRow, expireWaiting, findEntry, type LineKey } from './store.ts';

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

/** Ends up to a lot of entries of the event type without a spot. Returns whether there may be more of them. */
export async function expireEntries(
  deps: Pick<Deps, 'queue'>,
  tx: Tx,
  eventType: LineKey,
  { who, now }: { who: Ending; now: number },
): Promise<boolean> {
  const expired = await expireWaiting(tx, eventType, { who, now: new Date(now) });
  const [first, ...others] = expired.map((row) => factOf(row, 'waitlist.expired', now));
  if (first) record(deps, tx, { by: system, now }, first, ...others);
  return expired.length === lotSize;
}

/** Ends an entry whose time is over. Running it twice, or after the entry has ended otherwise, changes nothing. */
export const expireEntry = handleJob(expireEntryJob, async (deps: Deps, { data }) => {
  const line = await findLineToEnd(deps, data);
  if (!line) return;
  const endLot = (tx: Tx) => expireEntries(deps, tx, line, { who: 'due', now: deps.clock.now() });
  while (await deps.database.inTransaction(endLot));
});

/** The line of an entry whose time is over, and with it perhaps that of others; undefined where it waits no longer. */
async function findLineToEnd(
  { database, clock }: Deps,
  { organization_id: organizationId, id }: RowKey,
): Promise<LineKey | undefined> {
  const now = clock.now();
  const owner = { organizationId, isTest: null };
  const entry = await findEntry(database.db, { id, owner, now: new Date(now) });
  if (entry?.status !== 'waiting') return undefined;
  // The database's clock says when the job is due, and may be ahead of ours: done too early, it was never done.
  if (entry.expires_at.getTime() > now) throw new Error('The time of the entry is not over yet.');
  return { organizationId, eventTypeId: entry.event_type_id };
}
