-- How long before its start a booking can last be cancelled and moved by whoever booked it; null: until it begins.
alter table event_types
  add column cancel_cutoff_minutes integer check (cancel_cutoff_minutes between 0 and 43200),
  add column reschedule_cutoff_minutes integer check (reschedule_cutoff_minutes between 0 and 43200);
