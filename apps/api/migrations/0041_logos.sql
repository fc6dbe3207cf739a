-- The logo of an organization, as it was fetched from its address and is served from here.
create table organization_logos (
  organization_id text collate "C" primary key references organizations (id),
  type text not null,
  content bytea not null,
  created_at timestamptz not null
);
-- A hash of its content; null: there is none.
alter table organizations add column logo_version text;
