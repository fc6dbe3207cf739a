-- Who organizes a booking's meeting for calendars: whoever sent its first invite, for good.
create table invite_organizers (
  organization_id text collate "C" not null,
  booking_id text collate "C" not null,
  name text not null,
  address text not null,
  primary key (organization_id, booking_id)
);
-- Until now that was the host. Calendars that hold such an invite take changes from nobody else.
insert into invite_organizers (organization_id, booking_id, name, address)
select b.organization_id, b.id, m.name, m.email
from bookings b
join members m on m.organization_id = b.organization_id and m.id = b.host_id
where b.status <> 'pending_payment';
