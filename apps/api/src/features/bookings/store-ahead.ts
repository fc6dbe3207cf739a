import { type Kysely, sql } from 'kysely';
import { holdsItsTime } from '../../db/lapsed.ts';
import type { Schema } from '../../db/schema.ts';
import { lotSize } from '../../lib/lots.ts';
import type { MemberKey } from '../members/index.ts';

/** One mode at a time, so that each is found by the index of what takes a host's time. */
const ahead = ({ organization_id, id }: MemberKey, isTest: boolean, now: Date) => sql<{ id: string }>`
  select b.id from allocations a
  cross join lateral (select id from bookings b
    where b.organization_id = ${organization_id} and b.is_test = ${isTest} and b.start_at = a.slot_start
      and b.allocation_id = a.id and ${holdsItsTime('b', now)} offset 0) b
  where a.organization_id = ${organization_id} and a.subject_id = ${id} and a.is_test = ${isTest}
    and a.released_at is null and a.reserved && tstzrange(${now}, null) and a.slot_start > ${now}`;

/** How many bookings that have not begun take the member's time, in both modes. */
export async function countAhead(db: Kysely<Schema>, member: MemberKey, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*)::integer from (${ahead(member, false, now)}) live)
      + (select count(*)::integer from (${ahead(member, true, now)}) test) as count`.execute(db);
  return rows[0]?.count ?? 0;
}

/** The next of them in the order of their ids, after one: a lot or fewer. */
export async function listAhead(
  db: Kysely<Schema>,
  member: MemberKey,
  { after, now }: { after: string; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ((${ahead(member, false, now)}) union all (${ahead(member, true, now)})) both_modes
    where id > ${after} order by id limit ${lotSize}`.execute(db);
  return rows.map(({ id }) => id);
}
