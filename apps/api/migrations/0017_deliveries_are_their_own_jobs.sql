-- A delivery is its own job: it is due at next_attempt_at, which is null when it is settled what came of it. claimed_until
-- is a worker's hold on it, as before.
alter table webhook_deliveries
  add column next_attempt_at timestamptz,
  -- How often this server failed at the attempt that is due, and what it said the last time.
  add column faults integer not null default 0,
  add column fault text,
  -- Since when nobody tries any more because of that.
  add column given_up_at timestamptz;

-- next_retry_at stays for processes of the release before this one, which write it in place of next_attempt_at until they
-- are stopped. Nothing else changes it.
create function due_delivery() returns trigger language plpgsql as $$
begin
  new.next_attempt_at := case when new.status = 'pending' then coalesce(new.next_retry_at,
    new.created_at + case new.cause when 'test' then interval '30 seconds' else interval '0' end) end;
  return new;
end $$;
create trigger deliveries_made_by_older_processes before insert on webhook_deliveries
  for each row when (new.status = 'pending' and new.next_attempt_at is null) execute function due_delivery();
create trigger deliveries_tried_by_older_processes before update on webhook_deliveries
  for each row when ((new.status = 'pending') <> (new.next_attempt_at is not null)
    or new.next_retry_at is distinct from old.next_retry_at) execute function due_delivery();

update webhook_deliveries set next_attempt_at = null where status = 'pending';
alter table webhook_deliveries add check ((status = 'pending') = (next_attempt_at is not null));

create index webhook_deliveries_due on webhook_deliveries (organization_id, is_test, next_attempt_at, id)
  where next_attempt_at is not null;
create index webhook_deliveries_given_up on webhook_deliveries (given_up_at) where given_up_at is not null;
