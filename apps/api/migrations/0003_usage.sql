-- Rate limits and usage.

alter table organizations add constraint organizations_plan
  check (plan in ('free', 'launch', 'grow', 'scale', 'unlimited'));

-- What is taken of each window of a limit, by all processes together.
create table rate_limit_windows (
  -- Who is limited: a key of an organization, or an address and what it asks for.
  scope text collate "C" not null,
  length text not null check (length in ('1m', '24h')),
  started_at timestamptz not null,
  taken integer not null check (taken >= 0),
  -- What the last statement on the row was given of what it asked for.
  granted integer not null,
  primary key (scope, length, started_at)
);
-- For the deletion of those that are over.
create index rate_limit_windows_by_age on rate_limit_windows (length, started_at);

-- The calls with each key, by days in UTC. Processes add what they have counted every few seconds.
create table api_call_counts (
  organization_id text collate "C" not null references organizations (id),
  is_test boolean not null,
  day date not null,
  key_id text collate "C" not null,
  calls bigint not null,
  primary key (organization_id, is_test, day, key_id)
);
