-- The log is numbered per organization and mode, in the order of commits: a transaction takes its numbers from the head,
-- as its last statement, and keeps the head's row until its commit. A reader that goes on from its last number misses
-- nothing, on any server, after a dump too.
create table event_heads (
  organization_id text collate "C" not null,
  is_test boolean not null,
  -- The number of the newest message; 0 before the first.
  last bigint not null check (last >= 0),
  primary key (organization_id, is_test)
);

lock table events in exclusive mode;
alter table events add column number bigint;
update events e set number = places.place from (
  select organization_id, id, row_number() over (partition by organization_id, is_test order by tx_id, id) as place
  from events) places
where places.organization_id = e.organization_id and places.id = e.id;
insert into event_heads (organization_id, is_test, last)
  select organization_id, is_test, max(number) from events group by organization_id, is_test;
alter table events alter column number set not null;

drop index events_in_order, events_of_kind;
create unique index events_in_order on events (organization_id, is_test, number);
create index events_of_kind on events (organization_id, is_test, event, number);

-- A process of the release before this one writes and reads without numbers until it is stopped. `tx_id` stays for it.
create function number_event() returns trigger language plpgsql as $$
begin
  insert into event_heads as h (organization_id, is_test, last) values (new.organization_id, new.is_test, 1)
  on conflict (organization_id, is_test) do update set last = h.last + 1
  returning last into new.number;
  return new;
end $$;
create trigger events_of_older_processes before insert on events
  for each row when (new.number is null) execute function number_event();
