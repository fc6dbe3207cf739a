-- What a host gets of an event type's bookings, and what it got (docs/decisions/0034-turns-by-virtual-time.md).
alter table event_type_hosts
  add column id text collate "C",
  add column priority integer not null default 0 check (priority between 0 and 100),
  add column weight integer not null default 1 check (weight between 1 and 16),
  -- Takes part in every meeting, whoever is chosen beside it.
  add column required boolean not null default false,
  -- In units of 1/720720 of a booking of weight 1.
  add column tag bigint not null default 0,
  -- How many bookings it was given, less those that were taken back before the meeting, and when the last one came in.
  add column bookings integer not null default 0,
  add column last_booking_at timestamptz,
  add column created_at timestamptz not null default now();

-- Whoever is a host already begins with the bookings that it has, and nobody is owed any: fewer bookings come first only
-- where turns are equal. An event type has one host so far, so its own id makes the host's.
update event_type_hosts h set id = 'hst_' || substr(h.event_type_id, 5), created_at = e.created_at
  from event_types e where e.organization_id = h.organization_id and e.id = h.event_type_id;
update event_type_hosts h set bookings = b.count, last_booking_at = b.last
  from (select organization_id, event_type_id, host_id, count(*) as count, max(created_at) as last
    from bookings where status <> 'cancelled' group by organization_id, event_type_id, host_id) b
  where b.organization_id = h.organization_id and b.event_type_id = h.event_type_id and b.host_id = h.member_id;
alter table event_type_hosts alter column id set not null;
create unique index event_type_hosts_by_id on event_type_hosts (organization_id, id);

-- The event type's clock of turns: it moves with each booking that is somebody's turn, so it has a row of its own, which is
-- written under the event type's lock. There is none before the first such booking.
create table event_type_rotations (
  organization_id text collate "C" not null,
  event_type_id text collate "C" not null,
  virtual_time bigint not null,
  primary key (organization_id, event_type_id),
  foreign key (organization_id, event_type_id) references event_types (organization_id, id)
);

alter table event_types
  drop constraint event_types_assignment_strategy_check,
  add constraint event_types_assignment_strategy_check
    check (assignment_strategy in ('round_robin', 'collective', 'priority'));

-- What a process of release 0.1.0 makes has one host too.
create or replace function share_hosts() returns trigger language plpgsql as $$
begin
  if new.host_id is null then
    update event_types set host_id = (select member_id from event_type_hosts
        where organization_id = new.organization_id and event_type_id = new.id order by position limit 1)
      where organization_id = new.organization_id and id = new.id;
  else
    insert into event_type_hosts (organization_id, event_type_id, member_id, position, id)
      values (new.organization_id, new.id, new.host_id, 0, 'hst_' || substr(new.id, 5)) on conflict do nothing;
  end if;
  return null;
end $$;
