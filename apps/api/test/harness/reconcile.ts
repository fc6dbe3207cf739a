import type pg from 'pg';
import { expect } from 'vitest';

/** A database as a proof looks into it, past the app. */
export interface Tables {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

const isLive = `b.status <> 'cancelled'`;

/** Each statement finds what must not be. They share nothing with the app but the tables. */
const faults: Readonly<Record<string, string>> = {
  'two live bookings of a host overlap, buffers included': `
    with taken as (
      select b.organization_id, b.host_id, b.is_test, b.id, b.allocation_id,
        b.start_at - make_interval(mins => e.buffer_before_minutes) as from_at,
        b.end_at + make_interval(mins => e.buffer_after_minutes) as until_at
      from bookings b join event_types e on e.id = b.event_type_id where ${isLive})
    select a.id, c.id as other from taken a join taken c on a.organization_id = c.organization_id
      and a.host_id = c.host_id and a.is_test = c.is_test and a.id < c.id
      and a.from_at < c.until_at and c.from_at < a.until_at
    where a.allocation_id <> c.allocation_id`,
  'an allocation does not hold what its live bookings take': `
    select a.id, a.spots_taken, coalesce(sum(b.attendee_count), 0) as attendees
    from allocations a left join bookings b on b.allocation_id = a.id and ${isLive}
    group by a.organization_id, a.id
    having a.spots_taken <> coalesce(sum(b.attendee_count), 0)
      or a.spots_taken > a.capacity
      or (a.released_at is null) <> (count(b.id) > 0)`,
  'a live booking and its allocation name different times': `
    select b.id from bookings b join allocations a on a.id = b.allocation_id join event_types e on e.id = b.event_type_id
    where ${isLive} and (a.released_at is not null or a.slot_start <> b.start_at or a.slot_end <> b.end_at
      or a.host_id <> b.host_id or a.is_test <> b.is_test or a.event_type_id <> b.event_type_id
      or a.reserved <> tstzrange(b.start_at - make_interval(mins => e.buffer_before_minutes),
        b.end_at + make_interval(mins => e.buffer_after_minutes)))`,
  'the count of a cap is not what was received': `
    select e.id, r.received, count(b.id) as bookings
    from event_types e join event_type_receipts r on r.event_type_id = e.id
      left join bookings b on b.event_type_id = e.id and ${isLive} and b.created_at >= r.period_start
    where e.booking_cap is not null
    group by e.id, r.received having r.received <> count(b.id)`,
  'the log does not tell a booking as it went': `
    select b.id, b.status, b.revision, array_agg(v.event) as events
    from bookings b left join events v on v.data ->> 'id' = b.id
    group by b.organization_id, b.is_test, b.id
    having count(*) filter (where v.event = 'booking.created') <> 1
      or count(*) filter (where v.event = 'booking.confirmed') <> (b.price_amount is null)::int
      or count(*) filter (where v.event = 'booking.rescheduled') <> b.revision
      or count(*) filter (where v.event = 'booking.cancelled') <> (b.status = 'cancelled')::int`,
  'the log tells of a booking that is not there, or in another mode': `
    select v.id from events v where v.event like 'booking.%' and not exists (
      select from bookings b where b.organization_id = v.organization_id and b.id = v.data ->> 'id'
        and b.is_test = v.is_test)`,
  'a booking does not count its attendees, or has no time': `
    select id from bookings where attendee_count <> jsonb_array_length(attendees) or end_at <= start_at`,
  'a key was kept without its answer': `
    select scope, key from idempotency_keys where status is null`,
  'an unpaid booking has no job that ends it': `
    select b.id from bookings b where b.status = 'pending_payment'
      -- By its own clock, which may be months ahead of a test's, the queue forgets a job that nobody took for 14 days.
      and b.payment_expires_at > now() - interval '14 days' and not exists (
      select from pgboss.job j where j.name = 'bookings.expire-unpaid' and j.data ->> 'bookingId' = b.id
        and j.state in ('created', 'retry', 'active'))`,
  'a job is about a booking that is not there': `
    select j.id from pgboss.job j where j.name = 'bookings.expire-unpaid' and not exists (
      select from bookings b where b.organization_id = j.data ->> 'organizationId'
        and b.id = j.data ->> 'bookingId')`,
};

/** Everything that the tables say and must not, each with the rows that show it. */
export async function findFaults(tables: Tables): Promise<string[]> {
  const found: string[] = [];
  for (const [sentence, statement] of Object.entries(faults)) {
    const rows = await tables.query(statement);
    if (rows.length > 0) found.push(`${sentence}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return found;
}

/** The last assertion of every race: nothing is wrong in the tables, and nothing was left running. */
export async function expectReconciled(tables: Tables): Promise<void> {
  expect(await findFaults(tables)).toEqual([]);
  const idleInside = `select query from pg_stat_activity
    where datname = current_database() and state like 'idle in transaction%'`;
  await expect.poll(() => tables.query(idleInside)).toEqual([]);
}
