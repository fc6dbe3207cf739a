-- What people know an organization by.
alter table organizations
  -- Of members who are added without one.
  add column timezone text not null default 'UTC',
  add column logo_url text,
  add column brand_color text,
  -- Whom mail is from, and where answers to it go.
  add column sender_name text,
  add column reply_to text,
  add column updated_at timestamptz not null default now();
update organizations set updated_at = created_at;

-- Slugs that an organization had. Until they are forgotten they lead to it, and nobody else takes them: they stay in the
-- directory of organizations too.
create table former_slugs (
  organization_id text collate "C" not null references organizations (id),
  slug text collate "C" not null,
  -- When it was given up.
  created_at timestamptz not null,
  primary key (organization_id, slug)
);
create index former_slugs_by_age on former_slugs (created_at);
