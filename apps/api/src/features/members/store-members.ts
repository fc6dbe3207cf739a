import type { Role } from '@astrocal/contract';
import { type Kysely, sql } from 'kysely';
import { bookingsAheadOf } from '../../db/held-time.ts';
import type { Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { OwnedKey, Owner } from '../../lib/principal.ts';
import { known, type MemberRow } from './store.ts';

/** A member with what is counted of it in the mode of whoever asks. */
export interface MemberRecord extends MemberRow {
  readonly event_type_count: number;
  readonly upcoming_bookings: number;
}

/** Which members a list shows; null: of any. */
export interface MemberFilter {
  readonly role: Role | null;
  readonly active: boolean | null;
  readonly externalId: string | null;
}

/** A member of the organization whom the owner's mode knows; undefined where there is none. */
export const findMember = (
  db: Kysely<Schema>,
  { owner, id }: OwnedKey,
  now: Date,
): Promise<MemberRecord | undefined> =>
  selectMembers(db, owner, now).where('m.id', '=', id).executeTakeFirst();

export function listMembers(
  db: Kysely<Schema>,
  { owner, filter, cursor, now }: { owner: Owner; filter: MemberFilter; cursor: Cursor; now: Date },
): Promise<MemberRecord[]> {
  const { role, active, externalId } = filter;
  return selectMembers(db, owner, now)
    .$if(role !== null, (query) => query.where('m.role', '=', role as Role))
    .$if(active !== null, (query) => query.where('m.active', '=', active))
    .$if(externalId !== null, (query) => query.where('m.external_id', '=', externalId))
    .$if(cursor.startingAfter !== null, (query) => query.where('m.id', '<', cursor.startingAfter))
    .orderBy('m.id', 'desc')
    .limit(cursor.limit + 1)
    .execute();
}

const selectMembers = (db: Kysely<Schema>, owner: Owner, now: Date) =>
  known(db, owner)
    .selectAll('m')
    .select([
      eventTypeCount(owner).as('event_type_count'),
      upcomingBookings(owner, now).as('upcoming_bookings'),
    ]);

/** How many event types of the mode the member `m` is a host of. */
const eventTypeCount = ({ organizationId, isTest }: Owner) => sql<number>`(
  select count(*)::integer from event_type_hosts h
  cross join lateral (select 1 from event_types
    where organization_id = ${organizationId} and id = h.event_type_id and is_test = ${isTest}
      and deleted_at is null limit 1) e
  where h.organization_id = ${organizationId} and h.member_id = m.id)`;

/** How many bookings of the mode that have not begun take time of the member `m`. */
const upcomingBookings = ({ organizationId, isTest }: Owner, now: Date) => sql<number>`(
  select count(*)::integer from (
    ${bookingsAheadOf({ organizationId, memberId: sql.ref('m.id'), isTest }, now)}) ahead)`;

/** The id of the member with this id of the caller's: of several that the owner's mode knows, its own. */
export async function findMemberId(
  db: Kysely<Schema>,
  { organizationId, isTest }: Owner,
  externalId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('members')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', sql<boolean>`any(${isTest ? [true, false] : [false]}::boolean[])`)
    .where('external_id', '=', externalId)
    .where('removed_at', 'is', null)
    .orderBy('is_test', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
