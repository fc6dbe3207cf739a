-- Before anything is changed, and all at once: whoever books meanwhile waits for the whole of it.
lock table bookings, event_types, allocations in access exclusive mode;

-- The hosts of an event type, in the order in which they are asked for their time.
create table event_type_hosts (
  organization_id text collate "C" not null,
  event_type_id text collate "C" not null,
  member_id text collate "C" not null,
  position integer not null check (position >= 0),
  primary key (organization_id, event_type_id, member_id),
  foreign key (organization_id, event_type_id) references event_types (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
-- For what else a host can be booked for.
create index event_type_hosts_of_member on event_type_hosts (organization_id, member_id);
insert into event_type_hosts (organization_id, event_type_id, member_id, position)
  select organization_id, id, host_id, 0 from event_types;

-- An allocation takes the time of one or more subjects: its id names the claim, and each subject has a row of it. A subject
-- is a member; its id carries its kind, so no key says that. Its host vouches for it, as for a booking's.
alter table bookings drop constraint bookings_organization_id_allocation_id_fkey;
alter table allocations drop constraint allocations_organization_id_host_id_fkey;
alter table allocations drop constraint allocations_pkey;
alter table allocations rename column host_id to subject_id;
alter table allocations add primary key (organization_id, id, subject_id);
-- The host that a booking shows is one whose time it takes.
alter table bookings add foreign key (organization_id, allocation_id, host_id)
  references allocations (organization_id, id, subject_id);

-- What has lapsed is found whoever its booking shows: it may have taken the time of others.
drop index bookings_unpaid;
create index bookings_unpaid on bookings (organization_id, is_test, payment_expires_at) where status = 'pending_payment';

-- A process of the release before this one knows one host, by these columns, until it is stopped: what it writes gets the
-- new form, and what is written in that form is found by it.
alter table allocations add column host_id text collate "C";
update allocations set host_id = subject_id where released_at is null and upper(reserved) > now() - interval '1 day';
create function name_subject() returns trigger language plpgsql as $$
begin
  new.subject_id := coalesce(new.subject_id, new.host_id);
  new.host_id := new.subject_id;
  return new;
end $$;
create trigger allocations_of_older_processes before insert on allocations
  for each row when (new.subject_id is null or new.host_id is null) execute function name_subject();

alter table event_types alter column host_id drop not null;
create function share_hosts() returns trigger language plpgsql as $$
begin
  if new.host_id is null then
    update event_types set host_id = (select member_id from event_type_hosts
        where organization_id = new.organization_id and event_type_id = new.id order by position limit 1)
      where organization_id = new.organization_id and id = new.id;
  else
    insert into event_type_hosts (organization_id, event_type_id, member_id, position)
      values (new.organization_id, new.id, new.host_id, 0) on conflict do nothing;
  end if;
  return null;
end $$;
-- At the commit, when the hosts of an event type are there.
create constraint trigger event_types_of_older_processes after insert on event_types
  deferrable initially deferred for each row execute function share_hosts();
