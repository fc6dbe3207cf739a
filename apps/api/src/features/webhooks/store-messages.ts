import { type Kysely, sql } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { firstIdAt } from '../../lib/ids.ts';
import type { Owner } from '../../lib/principal.ts';

/** Messages of the log: of these events, from one instant until before another. */
export interface MessageRange {
  readonly events: readonly string[];
  readonly from: number;
  readonly until: number;
}

/** Found by their ids, which are made at the instant that they tell, or after it where a clock was set back. */
const inRange = (db: Kysely<Schema>, owner: Owner, { events, from, until }: MessageRange) =>
  db
    .selectFrom('events')
    .where('organization_id', '=', owner.organizationId)
    .where('id', '>=', firstIdAt('message', Math.max(0, from)))
    .where('is_test', '=', owner.isTest)
    .where('event', '=', sql<string>`any(${events})`)
    .where('created_at', '>=', new Date(from))
    .where('created_at', '<', new Date(until));

export async function countMessages(db: Kysely<Schema>, owner: Owner, range: MessageRange): Promise<number> {
  const { count } = await inRange(db, owner, range)
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The next of them after an id, oldest first. */
export const findMessagesInRange = (
  db: Kysely<Schema>,
  owner: Owner,
  { after, limit, ...range }: MessageRange & { after: string | null; limit: number },
) =>
  inRange(db, owner, range)
    .select(['id', 'event', 'data', 'created_at'])
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute();
