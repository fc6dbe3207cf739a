-- The booking core: organizations and their keys, event types, bookings and what they take of a host's time.
-- Every key begins with organization_id, so that a table can be distributed by it later.
-- Ids are text under the "C" collation: their byte order is the order of their creation.

create extension if not exists btree_gist;

-- Facts about this installation, such as the fingerprint of its secret key.
create table installation (
  name text primary key,
  value text not null
);

create table organizations (
  id text collate "C" primary key,
  name text not null,
  slug text not null unique,
  plan text,
  created_at timestamptz not null
);

create table members (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  name text not null,
  email text not null,
  role text not null check (role in ('owner')),
  created_at timestamptz not null,
  primary key (organization_id, id)
);

create table api_keys (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  name text not null,
  description text,
  is_test boolean not null,
  key_prefix text not null,
  -- HMAC-SHA256 of the key under the server's pepper; the key itself is never stored.
  key_hash bytea not null unique,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, id)
);
create index api_keys_by_mode on api_keys (organization_id, is_test, id desc);

create table event_types (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  host_id text collate "C" not null,
  title text not null,
  slug text not null,
  description text,
  duration_minutes integer not null,
  duration_options integer[],
  buffer_before_minutes integer not null,
  buffer_after_minutes integer not null,
  color text not null,
  max_attendees integer not null,
  price_amount integer,
  price_currency text not null,
  reminder_intervals integer[] not null,
  booking_cap integer,
  booking_cap_period text check (booking_cap_period in ('daily', 'weekly', 'monthly', 'total')),
  -- Since when a `total` cap counts; kept while only its number changes.
  booking_cap_set_at timestamptz,
  minimum_notice_minutes integer not null,
  booking_window_days integer,
  slot_interval_minutes integer,
  waitlist_enabled boolean not null,
  location text,
  assignment_strategy text not null check (assignment_strategy in ('round_robin', 'collective')),
  active boolean not null,
  timezone text not null,
  -- [{id, dayOfWeek, startSecond, endSecond}] and [{id, date, windows: [{startSecond, endSecond}]}]: read and replaced as a whole.
  weekly_hours jsonb not null,
  date_overrides jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, host_id) references members (organization_id, id),
  check ((booking_cap is null) = (booking_cap_period is null)),
  check ((booking_cap is null) = (booking_cap_set_at is null))
);
-- Public calls know only the id. By hash: in the order of the ids, lists would be read past everybody else's rows.
create index event_types_by_id on event_types using hash (id);
create index event_types_by_mode on event_types (organization_id, is_test, id desc) where deleted_at is null;
create unique index event_types_slug on event_types (organization_id, is_test, slug) where deleted_at is null;

-- How many bookings a capped event type has received in the period that began at period_start.
-- Written only under the event type's lock.
create table event_type_receipts (
  organization_id text collate "C" not null,
  event_type_id text collate "C" not null,
  period_start timestamptz not null,
  received integer not null check (received >= 0),
  primary key (organization_id, event_type_id),
  foreign key (organization_id, event_type_id) references event_types (organization_id, id)
);

-- What takes a host's time. Bookings of one group slot share one allocation.
create table allocations (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  host_id text collate "C" not null,
  is_test boolean not null,
  kind text not null check (kind in ('booking')),
  event_type_id text collate "C" not null,
  slot_start timestamptz not null,
  slot_end timestamptz not null,
  -- [start - buffer before, end + buffer after), as booked.
  reserved tstzrange not null check (not isempty(reserved)),
  capacity integer not null check (capacity >= 1),
  spots_taken integer not null,
  created_at timestamptz not null,
  released_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, host_id) references members (organization_id, id),
  foreign key (organization_id, event_type_id) references event_types (organization_id, id),
  constraint allocations_spots check (spots_taken <= capacity and spots_taken >= 0),
  -- The last word on double bookings: two live allocations of a host never overlap.
  constraint allocations_one_place exclude using gist
    (organization_id with =, host_id with =, is_test with =, reserved with &&) where (released_at is null)
);

create table bookings (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  event_type_id text collate "C" not null,
  host_id text collate "C" not null,
  allocation_id text collate "C" not null,
  status text not null check (status in ('confirmed', 'rescheduled', 'pending_payment', 'cancelled')),
  start_at timestamptz not null,
  end_at timestamptz not null,
  invitee_name text not null,
  invitee_email text not null,
  invitee_timezone text not null,
  -- [{id, name, email, timezone}], the invitee first.
  attendees jsonb not null,
  attendee_count integer not null check (attendee_count between 1 and 100),
  notes text,
  metadata jsonb not null,
  location text,
  price_amount integer,
  price_currency text,
  -- When an unpaid booking frees its time; null once nothing is owed.
  payment_expires_at timestamptz,
  cancel_token_sealed bytea not null,
  revision integer not null,
  cancelled_at timestamptz,
  cancel_reason text,
  rescheduled_at timestamptz,
  reschedule_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- With the mode, so that its order is that of a list.
  primary key (organization_id, is_test, id),
  foreign key (organization_id, event_type_id) references event_types (organization_id, id),
  foreign key (organization_id, host_id) references members (organization_id, id),
  foreign key (organization_id, allocation_id) references allocations (organization_id, id),
  check ((status = 'cancelled') = (cancelled_at is not null)),
  check (status <> 'pending_payment' or payment_expires_at is not null)
);
-- Token calls know only the id. By hash, as above.
create index bookings_by_id on bookings using hash (id);
create index bookings_of_event_type on bookings (organization_id, event_type_id, id desc);
create index bookings_by_status on bookings (organization_id, is_test, status, id desc);
create index bookings_of_host on bookings (organization_id, is_test, host_id, id desc);
create index bookings_by_start on bookings (organization_id, is_test, start_at);
create index bookings_by_email on bookings (organization_id, is_test, lower(invitee_email), id desc);
create index bookings_by_metadata on bookings using gin (metadata jsonb_path_ops);
-- For the count of what a capped event type has received.
create index bookings_received on bookings (organization_id, event_type_id, created_at) where status <> 'cancelled';
create index bookings_unpaid on bookings (organization_id, host_id, payment_expires_at) where status = 'pending_payment';

-- The append-only log. A reader that shows only rows whose transaction is older than every running one,
-- in the order (tx_id, id), can go on from its last row without missing any.
create table events (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  event text not null,
  data jsonb not null,
  tx_id xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null,
  primary key (organization_id, id)
);
create index events_in_order on events (organization_id, is_test, tx_id, id);
create index events_of_kind on events (organization_id, is_test, event, tx_id, id);
create index events_by_age on events (created_at);

-- One row per Idempotency-Key; inserted first in the transaction of its request, so copies wait for it.
create table idempotency_keys (
  scope text collate "C" not null,
  key text collate "C" not null,
  fingerprint bytea not null,
  -- The stored answer, filled before the commit; sealed, because answers hold tokens and keys.
  status integer,
  answer_sealed bytea,
  created_at timestamptz not null,
  primary key (scope, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);
