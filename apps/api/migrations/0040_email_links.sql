-- Links by which somebody confirms an address that their account is to have.

alter table account_links add column new_email text;
alter table account_links drop constraint account_links_kind_check;
alter table account_links add constraint account_links_kind_check
  check (kind in ('setup', 'password', 'sign_in', 'invitation', 'email'));
