-- Where messages are sent.
create table webhook_endpoints (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  url text not null,
  events text[] not null,
  active boolean not null,
  -- Why the server switched it off; null where its owner did.
  disabled_reason text check (disabled_reason in ('gone', 'failing')),
  -- Erased with the endpoint.
  secret_sealed bytea,
  -- The one before, which signs as well until the instant beside it.
  previous_secret_sealed bytea,
  previous_secret_expires_at timestamptz,
  -- Attempts since the last one that succeeded, and when the first of them failed.
  failures integer not null,
  failing_since timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (organization_id, is_test, id),
  check (disabled_reason is null or not active),
  check (deleted_at is not null or secret_sealed is not null),
  check ((previous_secret_sealed is null) = (previous_secret_expires_at is null))
);

-- Each message on its way to an endpoint, with what came of it.
create table webhook_deliveries (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  endpoint_id text collate "C" not null,
  message_id text collate "C" not null,
  -- What made it: 'event' once for each message and endpoint, 'test', or the id of a replay.
  cause text not null,
  event text not null,
  -- The very text that is sent with every attempt.
  body text not null,
  status text not null check (status in ('pending', 'success', 'failed')),
  attempts integer not null,
  -- Attempts before somebody asked for them anew.
  attempts_before integer not null,
  -- Until when a worker has it: an attempt is made by one at a time.
  claimed_until timestamptz,
  last_attempt_at timestamptz,
  response_status_code integer,
  response_body text,
  error text,
  duration_ms integer,
  next_retry_at timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, is_test, endpoint_id) references webhook_endpoints (organization_id, is_test, id)
);
create unique index webhook_deliveries_once on webhook_deliveries (organization_id, endpoint_id, message_id, cause);
create index webhook_deliveries_of_endpoint on webhook_deliveries (organization_id, endpoint_id, id desc);
create index webhook_deliveries_by_status on webhook_deliveries (organization_id, endpoint_id, status, id desc);
create index webhook_deliveries_by_age on webhook_deliveries (created_at);
