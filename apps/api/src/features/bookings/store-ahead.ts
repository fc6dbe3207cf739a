import { type Kysely, sql } from 'kysely';
import { bookingsAheadOf } from '../../db/held-time.ts';
import type { Schema } from '../../db/schema.ts';
import { lotSize } from '../../lib/lots.ts';
import type { MemberKey } from '../members/index.ts';

/** One mode at a time, so that each is found by the index of what takes a host's time. */
const inBothModes = ({ organization_id, id }: MemberKey, now: Date) => {
  const ofMode = (isTest: boolean) =>
    bookingsAheadOf({ organizationId: organization_id, memberId: id, isTest }, now);
  return sql`((${ofMode(false)}) union all (${ofMode(true)}))`;
};

/** How many bookings that have not begun take the member's time, in both modes. */
export async function countAhead(db: Kysely<Schema>, member: MemberKey, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${inBothModes(member, now)} ahead`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The next of them in the order of their ids, after one: a lot or fewer. */
export async function listAhead(
  db: Kysely<Schema>,
  member: MemberKey,
  { after, now }: { after: string; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${inBothModes(member, now)} ahead
    where id > ${after} order by id limit ${lotSize}`.execute(db);
  return rows.map(({ id }) => id);
}
