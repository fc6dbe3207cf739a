import type { Instant, Interval } from '@astrocal/scheduling';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { EventTypeRecord } from '../event-types/index.ts';

/**
 * Counts who waits for slots that start in `range`: a function that tells of a start how many a joiner would find
 * before them. It reads a table of the waitlist feature, which stands below this one.
 */
export async function countWaiting(
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeRecord,
  { range, now }: { range: Interval; now: Instant },
): Promise<(start: Instant) => number> {
  const rows = await db
    .selectFrom('waitlist_entries')
    .select(['start_at', sql<number>`count(*)::integer`.as('waiting')])
    .where('organization_id', '=', organization_id)
    .where('event_type_id', '=', id)
    .where('status', '=', 'waiting')
    .where('expires_at', '>', new Date(now))
    .where((eb) =>
      eb.or([eb('start_at', 'is', null), eb.between('start_at', new Date(range.start), new Date(range.end))]),
    )
    .groupBy('start_at')
    .execute();
  const counts = new Map(rows.map(({ start_at, waiting }) => [start_at?.getTime() ?? null, waiting]));
  const forAny = counts.get(null) ?? 0;
  return (start) => forAny + (counts.get(start) ?? 0);
}
