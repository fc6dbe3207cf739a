import type { Interval } from '@astrocal/scheduling';
import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { bookingsHolding } from '../../db/held-time.ts';
import type { MemberAbsenceTable, Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { OwnedKey } from '../../lib/principal.ts';

export interface AbsenceRow extends Omit<Selectable<MemberAbsenceTable>, 'start_date' | 'end_date'> {
  /** `YYYY-MM-DD`. */
  readonly start_date: string;
  readonly end_date: string;
}

/** An absence with the bookings that take the member's time in it. */
export interface AbsenceRecord extends AbsenceRow {
  readonly conflicting_bookings: number;
}

export async function insertAbsence(tx: Tx, row: Insertable<MemberAbsenceTable>): Promise<void> {
  await tx.insertInto('member_absences').values(row).execute();
}

/** The absences of a member in the owner's mode, newest first. */
export function listAbsences(
  db: Kysely<Schema>,
  { member: { owner, id }, cursor }: { member: OwnedKey; cursor: Cursor },
): Promise<AbsenceRow[]> {
  return db
    .selectFrom('member_absences')
    .selectAll()
    .select([
      sql<string>`to_char(start_date, 'YYYY-MM-DD')`.as('start_date'),
      sql<string>`to_char(end_date, 'YYYY-MM-DD')`.as('end_date'),
    ])
    .where('organization_id', '=', owner.organizationId)
    .where('member_id', '=', id)
    .where('is_test', '=', owner.isTest)
    .$if(cursor.startingAfter !== null, (query) => query.where('id', '<', cursor.startingAfter))
    .orderBy('id', 'desc')
    .limit(cursor.limit + 1)
    .execute() as unknown as Promise<AbsenceRow[]>;
}

/** False where the member has none of that id. */
export async function deleteAbsence(
  tx: Tx,
  { member: { owner, id: memberId }, id }: { member: OwnedKey; id: string },
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('member_absences')
    .where('organization_id', '=', owner.organizationId)
    .where('member_id', '=', memberId)
    .where('is_test', '=', owner.isTest)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/**
 * Of each stretch, how many bookings take the member's time in it. It reads tables of the bookings feature, which stands
 * below this one.
 */
export async function countBookings(
  db: Kysely<Schema>,
  { member: { owner, id }, stretches, now }: { member: OwnedKey; stretches: readonly Interval[]; now: Date },
): Promise<number[]> {
  if (stretches.length === 0) return [];
  const from = stretches.map(({ start }) => new Date(start));
  const until = stretches.map(({ end }) => new Date(end));
  const held = bookingsHolding(
    { ...owner, memberId: id },
    {
      during: sql`tstzrange(s.from_at, s.until_at)`,
      where: sql`a.slot_start < s.until_at and a.slot_end > s.from_at`,
      now,
    },
  );
  const { rows } = await sql<{ bookings: number }>`
    select (select count(*)::integer from (${held}) held) as bookings
    from unnest(${from}::timestamptz[], ${until}::timestamptz[]) with ordinality s (from_at, until_at, number)
    order by s.number`.execute(db);
  return rows.map(({ bookings }) => bookings);
}
