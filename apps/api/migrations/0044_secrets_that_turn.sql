-- By which secret key a hash was made: the byte by which sealed values name it, too. Null: by the one that there was before
-- a hash told it.
alter table api_keys add column hashed_by smallint;
alter table sessions add column hashed_by smallint;
alter table account_links add column hashed_by smallint;
alter table embed_sessions add column hashed_by smallint;

-- The processes that run, or ran a while ago, and the secret keys that each of them has: none may seal what another could
-- not open.
create table server_processes (
  id text collate "C" primary key,
  -- The fingerprint of the key by which it seals.
  seals_by text collate "C" not null,
  -- Those of all keys that it has.
  opens text[] not null,
  -- By the clock of the database.
  seen_at timestamptz not null,
  ended boolean not null
);
