-- A message of the log is its own outbox: it is untold until its row says that everything that follows from it was done.
-- next_attempt_at is when it is told (null once it was), claimed_until a worker's hold on it.
alter table events
  add column status text not null default 'told' check (status in ('pending', 'told', 'failed')),
  -- How often it was told: more than once where somebody had it told again.
  add column attempts integer not null default 0,
  add column next_attempt_at timestamptz,
  add column claimed_until timestamptz,
  -- How often this server failed at telling it, and what it said the last time.
  add column faults integer not null default 0,
  add column fault text,
  -- Since when nobody tries any more because of that.
  add column given_up_at timestamptz,
  add column error text;
-- What a process of the release before this one writes has a job besides, which only processes of that release look for.
-- So it is told by both, and the second finds everything done.
alter table events alter column status set default 'pending', alter column next_attempt_at set default now();

-- What waits to be told at this moment, as jobs of that release say. There are none before a server's first start.
do $$ begin
  if to_regclass('pgboss.job') is not null then
    update events e set status = 'pending', next_attempt_at = e.created_at
    from pgboss.job j, jsonb_array_elements_text(j.data -> 'messageIds') message_id
    where j.name = 'events.fan-out' and j.state in ('created', 'retry', 'active')
      and e.organization_id = j.data ->> 'organizationId' and e.id = message_id;
    update events e set status = 'failed', given_up_at = coalesce(j.completed_on, now()), faults = j.retry_count,
      fault = j.output ->> 'message'
    from pgboss.job j, jsonb_array_elements_text(j.data -> 'messageIds') message_id
    where j.name = 'events.fan-out' and j.state = 'failed'
      and e.organization_id = j.data ->> 'organizationId' and e.id = message_id;
  end if;
end $$;

alter table events add check ((status = 'pending') = (next_attempt_at is not null));
create index events_untold on events (organization_id, is_test, next_attempt_at, id) where next_attempt_at is not null;
create index events_given_up on events (given_up_at) where given_up_at is not null;
