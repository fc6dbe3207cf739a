-- Every foreign key of a row is a query of its own when the row is written; a booking made eight. These are vouched for
-- by others: a host's organization by the host, a booking's event type and host by its allocation, which is never
-- deleted, and the organization of a fact in the log by what the fact is about.
alter table allocations drop constraint allocations_organization_id_fkey;
alter table bookings
  drop constraint bookings_organization_id_event_type_id_fkey,
  drop constraint bookings_organization_id_host_id_fkey;
alter table events drop constraint events_organization_id_fkey;
