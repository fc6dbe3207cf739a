-- What callers without a key may do with the spots of a group.
alter table event_types
  add column allow_duplicate_attendees boolean not null default false,
  add column max_party_without_key integer not null default 10 check (max_party_without_key between 1 and 100);

-- How often a booking was moved by its token: in all, and in the hour that began at token_moves_hour.
alter table bookings
  add column token_moves integer not null default 0 check (token_moves >= 0),
  add column token_moves_hour timestamptz,
  add column token_moves_in_hour integer not null default 0 check (token_moves_in_hour >= 0);
