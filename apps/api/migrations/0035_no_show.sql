-- When it was said that the invitee did not come.
alter table bookings add column no_show_at timestamptz;
