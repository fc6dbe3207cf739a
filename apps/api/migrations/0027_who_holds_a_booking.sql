-- Whom a booking takes beside the host that it shows: null where nobody. And why one of several hosts has it.
alter table bookings
  add column other_host_ids text[] collate "C",
  add column assignment jsonb;
create index bookings_of_other_hosts on bookings using gin (other_host_ids) where other_host_ids is not null;

-- A claim that was a host's turn says by which weight, so that a cancellation before the meeting gives back exactly that.
alter table allocations add column turn_weight smallint check (turn_weight between 1 and 16);
-- Of a host's tag, what it did not have to make up for: the rest are its turns, by the rows of `allocations`.
alter table event_type_hosts add column forgiven bigint not null default 0;

-- What is told of a booking that another host holds.
alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in (
  'booking_confirmed', 'booking_rescheduled', 'booking_reassigned', 'booking_assigned', 'booking_unassigned',
  'booking_cancelled', 'booking_reminder', 'waitlist_joined', 'waitlist_promoted', 'waitlist_expired', 'webhook_disabled')) not valid;
