import { type RawBuilder, sql } from 'kysely';
import { holdsItsTime } from './lapsed.ts';

/** Whose claims are looked for, as values or as parts of a statement. */
export interface TimeOf {
  readonly organizationId: string;
  readonly memberId: string | RawBuilder<string>;
  readonly isTest: boolean;
}

/**
 * The bookings that take time of a member in `during`, a range of instants, with those of its claims `a` that are as
 * `where` says: a statement of their ids. The claims are found by the time that they reserve, however many there are beside;
 * the offset keeps each booking a look-up by its start.
 */
export const bookingsHolding = (
  { organizationId, memberId, isTest }: TimeOf,
  { during, where, now }: { during: RawBuilder<unknown>; where: RawBuilder<unknown>; now: Date },
) => sql<{ id: string }>`select b.id from allocations a
  cross join lateral (select id from bookings b
    where b.organization_id = ${organizationId} and b.is_test = ${isTest} and b.start_at = a.slot_start
      and b.allocation_id = a.id and ${holdsItsTime('b', now)} offset 0) b
  where a.organization_id = ${organizationId} and a.subject_id = ${memberId} and a.is_test = ${isTest}
    and a.released_at is null and a.reserved && ${during} and ${where}`;

/** The same for what has not begun. */
export const bookingsAheadOf = (member: TimeOf, now: Date) =>
  bookingsHolding(member, {
    during: sql`tstzrange(${now}, null)`,
    where: sql`a.slot_start > ${now}`,
    now,
  });
