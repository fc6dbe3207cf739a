-- Whose a thing is, where a caller brings its name alone: an id of an event type, a key, a slug in an address. Joined with
-- nothing, so that the tables of an organization can lie anywhere.
create table organization_directory (
  kind text collate "C" not null check (kind in ('event_type', 'api_key', 'organization_slug')),
  -- The id, the hash of the key in hexadecimal digits, or the slug.
  name text collate "C" not null,
  organization_id text collate "C" not null,
  primary key (kind, name)
);

-- A process of the release before this one makes things without entering them, until it is stopped.
create function enter_directory() returns trigger language plpgsql as $$
declare
  kind text := tg_argv[0];
begin
  if kind = 'event_type' then
    insert into organization_directory values (kind, new.id, new.organization_id) on conflict do nothing;
  elsif kind = 'api_key' then
    insert into organization_directory values (kind, encode(new.key_hash, 'hex'), new.organization_id)
    on conflict do nothing;
  else
    insert into organization_directory values (kind, new.slug, new.id) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger directory_of_older_processes after insert on event_types
  for each row execute function enter_directory('event_type');
create trigger directory_of_older_processes after insert on api_keys
  for each row execute function enter_directory('api_key');
create trigger directory_of_older_processes after insert on organizations
  for each row execute function enter_directory('organization_slug');

-- The triggers have let nobody write since: nothing is missed.
insert into organization_directory (kind, name, organization_id)
  select 'event_type', id, organization_id from event_types
  union all select 'api_key', encode(key_hash, 'hex'), organization_id from api_keys
  union all select 'organization_slug', slug, id from organizations;
