-- Invitations to join an organization. The link of each is in account_links, as all links that are used once.

create table invitations (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  email text not null,
  -- The address as it is compared, as in users.
  mailbox text collate "C" not null,
  role text not null check (role in ('owner', 'admin', 'member')),
  name text,
  -- Whether its link went to the address by mail alone, so that whoever comes with it reads what is sent there.
  is_mailed boolean not null,
  by_kind text not null check (by_kind in ('member', 'key')),
  by_id text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, id),
  constraint invitations_mailbox unique (organization_id, mailbox)
);
create index invitations_by_end on invitations (expires_at);

alter table account_links add column for_invitation text collate "C";
create index account_links_by_invitation on account_links (for_invitation);
alter table account_links drop constraint account_links_kind_check;
alter table account_links add constraint account_links_kind_check
  check (kind in ('setup', 'password', 'sign_in', 'invitation'));
