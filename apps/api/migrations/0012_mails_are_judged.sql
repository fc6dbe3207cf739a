-- What a mail is about, so that it can be judged again before each attempt: the id of a booking, of a waitlist entry or of
-- a webhook, and of a booking the revision. Empty where a release before this one has written it.
alter table mails add column about_id text collate "C";
alter table mails add column about_revision integer;
-- superseded: what it tells was no longer so when it was to be sent.
alter table mails drop constraint mails_status_check;
alter table mails add constraint mails_status_check
  check (status in ('pending', 'sent', 'failed', 'captured', 'superseded'));
-- For the order in which one reader gets what is about one thing.
create index mails_on_their_way on mails (organization_id, about_id) where status = 'pending';
