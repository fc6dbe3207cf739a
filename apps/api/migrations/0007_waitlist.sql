-- Who waits for a time that is taken.

create table waitlist_entries (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  event_type_id text collate "C" not null,
  status text not null check (status in ('waiting', 'promoted', 'expired', 'cancelled')),
  -- The order of joining, per event type. Not the id: those of two processes do not ascend together.
  place bigint not null,
  -- The wanted start; null: any.
  start_at timestamptz,
  duration_minutes integer not null,
  invitee_name text not null,
  invitee_email text not null,
  invitee_timezone text not null,
  notes text,
  -- As it was told on joining.
  joined_position integer not null check (joined_position >= 1),
  booking_id text collate "C",
  cancel_token_sealed bytea not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- With the mode, so that its order is that of a list.
  primary key (organization_id, is_test, id),
  foreign key (organization_id, event_type_id) references event_types (organization_id, id),
  foreign key (organization_id, is_test, booking_id) references bookings (organization_id, is_test, id),
  check ((status = 'promoted') = (booking_id is not null))
);
-- Token calls know only the id. By hash, as with bookings.
create index waitlist_entries_by_id on waitlist_entries using hash (id);
create index waitlist_entries_of_event_type on waitlist_entries (organization_id, event_type_id, id desc);
create index waitlist_entries_by_status on waitlist_entries (organization_id, is_test, status, id desc);
create index waitlist_entries_by_status_of_event_type on waitlist_entries (organization_id, event_type_id, status, id desc);
create unique index waitlist_entries_places on waitlist_entries (organization_id, event_type_id, place);
create index waitlist_entries_line on waitlist_entries (organization_id, event_type_id, place) where status = 'waiting';
-- One person waits once for one thing.
create unique index waitlist_entries_one_wish on waitlist_entries
  (organization_id, event_type_id, lower(invitee_email), start_at) nulls not distinct where status = 'waiting';
-- For the mail about a booking: whoever got it from the line is told so.
create index waitlist_entries_of_booking on waitlist_entries (organization_id, is_test, booking_id)
  where booking_id is not null;
