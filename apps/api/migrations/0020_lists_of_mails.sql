-- For lists of mails: by status, to somebody, and about something.
create index mails_by_status on mails (organization_id, is_test, status, id);
create index mails_by_recipient on mails (organization_id, is_test, lower(recipient_address), id);
create index mails_about on mails (organization_id, about_id, id);
