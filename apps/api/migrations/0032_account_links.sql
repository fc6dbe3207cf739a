-- Links that are used once: by which an owner gets their account, somebody a new password, or a session.

create table account_links (
  -- HMAC of the token: who reads the row cannot come with it.
  token_hash bytea primary key,
  kind text not null check (kind in ('setup', 'password', 'sign_in')),
  user_id text collate "C" references users (id),
  for_organization text collate "C",
  for_member text collate "C",
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index account_links_by_user on account_links (user_id);
create index account_links_by_member on account_links (for_member);
create index account_links_by_end on account_links (expires_at);

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in (
  'booking_confirmed', 'booking_rescheduled', 'booking_reassigned', 'booking_assigned', 'booking_unassigned',
  'booking_cancelled', 'booking_reminder', 'waitlist_joined', 'waitlist_promoted', 'waitlist_expired',
  'webhook_disabled', 'account_link')) not valid;
