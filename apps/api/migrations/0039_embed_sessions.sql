-- Short sessions for the users of products that have users already: each reaches what it is for, and nothing else.
create table embed_sessions (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  -- HMAC of the token: who reads the row cannot come with it.
  token_hash bytea not null,
  -- What it is for: a kind, with the things and the person that it is about.
  reach jsonb not null,
  -- Whose pages may frame it.
  allowed_origins text[] not null,
  -- The key or member who made it, and with whom it ends.
  made_by text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id)
);
create index embed_sessions_by_token on embed_sessions (organization_id, token_hash);
create index embed_sessions_by_mode on embed_sessions (organization_id, is_test, id);
create index embed_sessions_by_end on embed_sessions (expires_at);

-- Of an embedded session both its id and the hash of its token.
alter table organization_directory drop constraint organization_directory_kind_check;
alter table organization_directory add constraint organization_directory_kind_check
  check (kind in ('event_type', 'api_key', 'organization_slug', 'account', 'embed_session'));
