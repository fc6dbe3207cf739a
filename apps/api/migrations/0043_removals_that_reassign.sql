-- Bookings of a removed member may go to other hosts, and each is counted once, however often a worker begins again.
alter table member_removals
  drop constraint member_removals_bookings_check,
  add constraint member_removals_bookings_check check (bookings in ('reassign', 'cancel', 'keep')),
  add column reassigned integer not null default 0 check (reassigned >= 0),
  add column kept integer not null default 0 check (kept >= 0),
  -- Bookings are dealt with in the order of their ids: the last one that was. Empty: none yet.
  add column dealt_until text collate "C" not null default '';
update member_removals set kept = case bookings when 'keep' then total else jsonb_array_length(failed) end;
