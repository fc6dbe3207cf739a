-- A mail is kept as what it is rendered from, and as what was sent from its first attempt on; never both. A process of the
-- release before cannot open what is empty: it leaves such a mail to one of this release.
alter table mails alter column content_sealed drop not null;
alter table mails add column facts_sealed bytea;
alter table mails add constraint mails_kept_once check ((content_sealed is null) <> (facts_sealed is null)) not valid;
alter table mails validate constraint mails_kept_once;
