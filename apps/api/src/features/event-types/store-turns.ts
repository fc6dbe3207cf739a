import { tagUnit } from '@astrocal/scheduling';
import { CompiledQuery } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { type Statement, send } from '../../db/transactions.ts';
import type { EventTypeKey } from './store.ts';

/** What a booking, or giving one back, changes of one of its hosts. */
export interface ShareChange {
  readonly memberId: string;
  /** How many more, or less; none: they were held already. */
  readonly bookings: number;
  /** How far the host's tag moves, in tag units. */
  readonly tag: number;
  /** How much of that it had not to make up for. */
  readonly forgiven: number;
}

/** What goes with a booking of an event type. */
export interface ServedHosts {
  readonly eventType: EventTypeKey;
  readonly changes: readonly ShareChange[];
  /** When: the last booking of those who have one more. */
  readonly at: Date;
}

/**
 * Changes by how much, not to what: whoever gives time back holds the lock of its host, and perhaps not that of the event
 * type. So sums are exact whoever comes between.
 */
const changeText = (after: number) => `update event_type_hosts h
  set bookings = h.bookings + c.bookings, tag = h.tag + c.tag, forgiven = h.forgiven + c.forgiven,
    last_booking_at = case when c.bookings > 0 then $${after + 1}::timestamptz else h.last_booking_at end
  from unnest($${after + 2}::text[], $${after + 3}::integer[], $${after + 4}::bigint[], $${after + 5}::bigint[])
    c (member_id, bookings, tag, forgiven)
  where h.organization_id = $${after + 6} and h.event_type_id = $${after + 7} and h.member_id = c.member_id`;

const valuesOf = ({ eventType: { organization_id, id }, changes, at }: ServedHosts) => [
  at,
  changes.map(({ memberId }) => memberId),
  changes.map(({ bookings }) => bookings),
  changes.map(({ tag }) => tag),
  changes.map(({ forgiven }) => forgiven),
  organization_id,
  id,
];

/** A statement that also changes the shares of hosts: what every booking writes costs no statement more for it. */
export const alsoServing = (statement: Statement, served: ServedHosts): Statement => ({
  compile(executor) {
    const { sql, parameters } = statement.compile(executor);
    const text = `with served as (${changeText(parameters.length)}) ${sql}`;
    return CompiledQuery.raw(text, [...parameters, ...valuesOf(served)]);
  },
});

/** Changes the shares of hosts by themselves. */
export function sendServed(tx: Tx, served: ServedHosts): void {
  const query = CompiledQuery.raw(changeText(0), valuesOf(served));
  if (served.changes.length > 0) send(tx, { compile: () => query });
}

/**
 * A statement that gives spots of a claim back, by which its hosts have a booking less: unless it returns `is_ahead` false.
 * It also returns `event_type_id`, `subject_id`, and `turn_weight` where the host gets its turn back, else null.
 */
export const alsoTakingBack = (
  release: Statement,
  { organization_id }: Pick<EventTypeKey, 'organization_id'>,
): Statement => ({
  compile(executor) {
    const { sql, parameters } = release.compile(executor);
    const organization = `$${parameters.length + 1}`;
    const text = `with released as (${sql}) update event_type_hosts h
      set bookings = h.bookings - 1, tag = h.tag - coalesce(${tagUnit} / r.turn_weight, 0)
      from released r where h.organization_id = ${organization} and h.event_type_id = r.event_type_id
        and h.member_id = r.subject_id and r.is_ahead`;
    return CompiledQuery.raw(text, [...parameters, organization_id]);
  },
});

/** Moves the event type's clock of turns on. Under the event type's lock. */
export function sendVirtualTime(
  tx: Tx,
  { organization_id, id: event_type_id }: EventTypeKey,
  virtual_time: number,
): void {
  send(
    tx,
    tx
      .insertInto('event_type_rotations')
      .values({ organization_id, event_type_id, virtual_time })
      .onConflict((conflict) =>
        conflict.columns(['organization_id', 'event_type_id']).doUpdateSet({ virtual_time }),
      ),
  );
}
