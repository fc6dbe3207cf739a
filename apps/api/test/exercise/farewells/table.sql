create table farewells (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  is_test boolean not null,
  booking_id text collate "C" not null,
  said_at timestamptz,
  note text,
  created_at timestamptz not null,
  -- What every table of attempts has.
  status text not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  claimed_until timestamptz,
  faults integer not null default 0,
  fault text,
  given_up_at timestamptz,
  primary key (organization_id, id),
  unique (organization_id, booking_id)
);
create index farewells_due on farewells (organization_id, is_test, next_attempt_at, id) where next_attempt_at is not null;
create index farewells_old on farewells (created_at);
