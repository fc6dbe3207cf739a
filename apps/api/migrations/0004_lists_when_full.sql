-- The newest bookings of each 60 days of starts: a page of what starts in a range is put together from them.
create index bookings_by_start_span on bookings
  (organization_id, is_test, (date_bin('1440 hours', start_at, timestamptz '2000-01-01 00:00:00+00')), id desc)
  include (start_at);

-- The few inactive event types of many, without passing over the others.
create index event_types_by_active on event_types (organization_id, is_test, active, id desc) where deleted_at is null;
