-- A member is more than the owner that a first start makes: people who hold meetings, whether or not they ever sign in.
alter table members
  drop constraint members_role_check,
  add constraint members_role_check check (role in ('owner', 'admin', 'member')),
  -- Made with a test key: of both modes are only those of live keys.
  add column is_test boolean not null default false,
  -- The account that signs in as the member.
  add column user_id text collate "C",
  add column timezone text not null default 'UTC',
  add column active boolean not null default true,
  add column external_id text,
  -- {name: text or [text, …]}: read and replaced as a whole.
  add column attributes jsonb not null default '{}',
  add column last_seen_at timestamptz,
  add column updated_at timestamptz not null default now(),
  -- Removed softly: its name stays with what it held.
  add column removed_at timestamptz;
update members set updated_at = created_at;
create unique index members_email on members (organization_id, is_test, lower(email)) where removed_at is null;
create unique index members_external_id on members (organization_id, is_test, external_id) where removed_at is null;
