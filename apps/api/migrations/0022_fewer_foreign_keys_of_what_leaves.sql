-- Every foreign key of a row is a query of its own when the row is written. The organization of a delivery is vouched for by
-- its endpoint, that of a mail by what the mail is about.
alter table webhook_deliveries drop constraint webhook_deliveries_organization_id_fkey;
alter table mails drop constraint mails_organization_id_fkey;
