-- When a mail's turn at its address is or was: of each hour so many.
alter table mails add column turn_at timestamptz;
create index mails_by_turn on mails (organization_id, lower(recipient_address), turn_at) where turn_at is not null;
