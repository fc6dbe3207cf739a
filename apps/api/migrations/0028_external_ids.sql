-- The id that a thing has with whoever made it.
alter table event_types add column external_id text;
create unique index event_types_external_id on event_types (organization_id, is_test, external_id)
  where deleted_at is null and external_id is not null;
alter table bookings add column external_id text;
create unique index bookings_external_id on bookings (organization_id, is_test, external_id)
  where external_id is not null;
