-- A mail is its own job, as a delivery is: claimed_until is a worker's hold on it.
alter table mails
  add column claimed_until timestamptz,
  add column faults integer not null default 0,
  add column fault text,
  add column given_up_at timestamptz,
  -- What reaches one reader in order: what is about one thing.
  add column lane text collate "C" generated always as (coalesce(about_id, id) || ' ' || recipient_address) stored;

-- A process of the release before this one holds a mail by the name of its job, for five minutes at most. Each of the two
-- sees what the other has.
update mails set claimed_until = now() + interval '5 minutes' where status = 'pending' and claimed_by is not null;
create function hold_mail() returns trigger language plpgsql as $$
begin
  if new.claimed_by is distinct from old.claimed_by then
    new.claimed_until := case when new.claimed_by is not null then now() + interval '5 minutes' end;
  else
    new.claimed_by := case when new.claimed_until is not null then 'attempt' end;
  end if;
  return new;
end $$;
create trigger mails_held_by_two_releases before update on mails for each row
  when ((new.claimed_by is distinct from old.claimed_by) <> (new.claimed_until is distinct from old.claimed_until))
  execute function hold_mail();

drop index mails_on_their_way;
create index mails_due on mails (organization_id, is_test, next_attempt_at, id) where next_attempt_at is not null;
create index mails_in_order on mails (organization_id, lane) where next_attempt_at is not null;
create index mails_given_up on mails (given_up_at) where given_up_at is not null;
