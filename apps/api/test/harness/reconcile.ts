import type pg from 'pg';
import { expect } from 'vitest';
import { messageFaults } from './message-faults.ts';

/** A database as a proof looks into it, past the app. */
export interface Tables {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

const isLive = `b.status <> 'cancelled'`;

/** Each statement finds what must not be. They share nothing with the app but the tables. */
const faults: Readonly<Record<string, string>> = {
  'two live bookings of a host overlap, buffers included': `
    with taken as (
      select b.organization_id, a.subject_id, b.is_test, b.id, b.allocation_id,
        b.start_at - make_interval(mins => e.buffer_before_minutes) as from_at,
        b.end_at + make_interval(mins => e.buffer_after_minutes) as until_at
      from bookings b join event_types e on e.id = b.event_type_id
        join allocations a on a.organization_id = b.organization_id and a.id = b.allocation_id
      where ${isLive})
    select a.id, c.id as other from taken a join taken c on a.organization_id = c.organization_id
      and a.subject_id = c.subject_id and a.is_test = c.is_test and a.id < c.id
      and a.from_at < c.until_at and c.from_at < a.until_at
    where a.allocation_id <> c.allocation_id`,
  'an allocation does not hold what its live bookings take': `
    select a.id, a.spots_taken, coalesce(sum(b.attendee_count), 0) as attendees
    from allocations a left join bookings b on b.allocation_id = a.id and ${isLive}
    group by a.organization_id, a.id, a.subject_id
    having a.spots_taken <> coalesce(sum(b.attendee_count), 0)
      or a.spots_taken > a.capacity
      or (a.released_at is null) <> (count(b.id) > 0)`,
  'a live booking does not take the time of its host, or of an event type that takes all not of each': `
    select b.id from bookings b join event_types e on e.id = b.event_type_id
    where ${isLive} and (not exists (select from allocations a where a.organization_id = b.organization_id
        and a.id = b.allocation_id and a.subject_id = b.host_id)
      or (select count(*) from allocations a where a.organization_id = b.organization_id and a.id = b.allocation_id)
        <> case e.assignment_strategy when 'collective' then (select count(*) from event_type_hosts h
          where h.organization_id = e.organization_id and h.event_type_id = e.id)
          else 1 + coalesce(cardinality(b.other_host_ids), 0) end)`,
  'a live booking names a host whose time it does not take': `
    select b.id, host from bookings b, unnest(array_prepend(b.host_id, b.other_host_ids)) host
    where ${isLive} and not exists (select from allocations a where a.organization_id = b.organization_id
      and a.id = b.allocation_id and a.subject_id = host)`,
  'the tag of a host is not what it was forgiven and the turns that it had and did not give back': `
    select h.event_type_id, h.member_id, h.tag, h.forgiven, coalesce(sum(720720 / a.turn_weight), 0) as turns
    from event_type_hosts h left join allocations a on a.organization_id = h.organization_id
      and a.event_type_id = h.event_type_id and a.subject_id = h.member_id
      and (a.released_at is null or a.released_at >= a.slot_start)
    group by h.organization_id, h.event_type_id, h.member_id
    having h.tag - h.forgiven <> coalesce(sum(720720 / a.turn_weight), 0)`,
  'a host does not count its bookings': `
    select h.event_type_id, h.member_id, h.bookings, count(b.id) as there_are
    from event_type_hosts h left join (
      select b.*, a.subject_id from bookings b join allocations a on a.organization_id = b.organization_id
        and a.id = b.allocation_id where ${isLive} or b.cancelled_at >= b.start_at) b
      on b.organization_id = h.organization_id and b.event_type_id = h.event_type_id and b.subject_id = h.member_id
    group by h.organization_id, h.event_type_id, h.member_id having h.bookings <> count(b.id)`,
  'a live booking and its allocation name different times': `
    select b.id from bookings b join allocations a on a.id = b.allocation_id join event_types e on e.id = b.event_type_id
    where ${isLive} and (a.released_at is not null or a.slot_start <> b.start_at or a.slot_end <> b.end_at
      or a.is_test <> b.is_test or a.event_type_id <> b.event_type_id
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
      or count(*) filter (where v.event in ('booking.rescheduled', 'booking.reassigned', 'booking.cancelled', 'booking.no_show')) <> b.revision
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
    select b.id from bookings b where b.status = 'pending_payment' and not exists (
      select from pgboss.job j where j.name = 'bookings.expire-unpaid' and j.data ->> 'bookingId' = b.id
        and j.state in ('created', 'retry', 'active'))`,
  'a promoted entry has not the one booking that was made for it': `
    select w.id from waitlist_entries w left join bookings b on b.organization_id = w.organization_id
      and b.id = w.booking_id and b.is_test = w.is_test and b.event_type_id = w.event_type_id
      and b.invitee_email = w.invitee_email and (b.revision > 0 or w.start_at is null or b.start_at = w.start_at)
    where (w.status = 'promoted') <> (b.id is not null)
      or exists (select from waitlist_entries o where o.booking_id = w.booking_id and o.id <> w.id)`,
  'somebody was promoted before who stood before them': `
    select later.id, earlier.id as passed_over
    from waitlist_entries later join waitlist_entries earlier on earlier.event_type_id = later.event_type_id
      and earlier.place < later.place and (earlier.start_at is null or earlier.start_at = later.start_at)
      and earlier.duration_minutes = later.duration_minutes
      join events p on p.event = 'waitlist.promoted' and p.data ->> 'id' = later.id
      left join events q on q.event = 'waitlist.promoted' and q.data ->> 'id' = earlier.id
    where earlier.status = 'waiting' or q.number > p.number`,
  'the log does not tell a waitlist entry as it went': `
    select w.id, w.status from waitlist_entries w left join events v on v.data ->> 'id' = w.id
    group by w.organization_id, w.is_test, w.id
    having count(*) filter (where v.event = 'waitlist.promoted') <> (w.status = 'promoted')::int
      or count(*) filter (where v.event = 'waitlist.expired') <> (w.status = 'expired')::int`,
  'a mail was superseded by nothing': `
    select m.id from mails m join bookings b on b.organization_id = m.organization_id and b.id = m.about_id
    where m.status = 'superseded' and m.kind <> 'booking_reminder' and b.revision <= m.about_revision`,
  'someone waits for a slot that is free': `
    select w.id from waitlist_entries w join event_types e on e.id = w.event_type_id
      left join event_type_receipts r on r.event_type_id = e.id
    where w.status = 'waiting' and w.start_at is not null and e.active and e.deleted_at is null
      and (e.booking_cap is null or coalesce(r.received, 0) < e.booking_cap)
      and (select count(*) filter (where is_free) >= case e.assignment_strategy when 'collective' then count(*) else 1 end
        from (select not exists (select from allocations a where a.organization_id = w.organization_id
            and a.subject_id = h.member_id and a.is_test = w.is_test and a.released_at is null
            and a.reserved && tstzrange(w.start_at - make_interval(mins => e.buffer_before_minutes),
              w.start_at + make_interval(mins => w.duration_minutes + e.buffer_after_minutes))
            and not (a.event_type_id = e.id and a.slot_start = w.start_at and a.spots_taken < e.max_attendees
              and a.slot_end = w.start_at + make_interval(mins => w.duration_minutes))) as is_free
          from event_type_hosts h where h.organization_id = e.organization_id and h.event_type_id = e.id) hosts)`,
  'a waiting entry has no job that ends it': `
    select w.id from waitlist_entries w where w.status = 'waiting' and not exists (
      select from pgboss.job j where j.name = 'waitlist.expire' and j.data ->> 'entryId' = w.id
        and j.state in ('created', 'retry', 'active'))`,
  'a job is about a booking that is not there': `
    select j.id from pgboss.job j where j.name = 'bookings.expire-unpaid' and not exists (
      select from bookings b where b.organization_id = j.data ->> 'organizationId'
        and b.id = j.data ->> 'bookingId')`,
  ...messageFaults,
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
