-- Accounts of people who sign in, and their sessions. They belong to people and not to organizations: nothing of an
-- organization is joined with them.

create table users (
  id text collate "C" primary key,
  email text not null,
  -- The address as it is compared: without regard to case, the domain as the DNS knows it.
  mailbox text collate "C" not null unique,
  email_verified_at timestamptz,
  name text not null,
  locale text,
  timezone text,
  -- Argon2id as its own text tells; empty where no password opens the account.
  password_hash text,
  -- In which organization the person acted last.
  acts_in text collate "C",
  created_at timestamptz not null
);

create table sessions (
  id text collate "C" primary key,
  -- HMAC of the token: who reads the row cannot come with it.
  token_hash bytea not null unique,
  user_id text collate "C" not null references users (id),
  acts_in text collate "C" not null,
  user_agent text,
  address text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- When the person last proved who they are.
  proven_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_end on sessions (expires_at);

-- One account is one member of an organization.
create unique index members_by_user on members (organization_id, user_id) where removed_at is null;

-- Of which organizations an account is a member: `<user>:<organization>`.
alter table organization_directory drop constraint organization_directory_kind_check;
alter table organization_directory add constraint organization_directory_kind_check
  check (kind in ('event_type', 'api_key', 'organization_slug', 'account'));

alter table rate_limit_windows drop constraint rate_limit_windows_length_check;
alter table rate_limit_windows add constraint rate_limit_windows_length_check
  check (length in ('1m', '15m', '1h', '24h'));
