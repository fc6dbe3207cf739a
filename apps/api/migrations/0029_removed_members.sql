-- What becomes of the bookings of a member who is removed, as far as it is.
create table member_removals (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  is_test boolean not null,
  member_id text collate "C" not null,
  bookings text not null check (bookings in ('cancel', 'keep')),
  total integer not null check (total >= 0),
  cancelled integer not null default 0 check (cancelled >= 0),
  -- [{booking_id, reason}], up to 100; those that come later are counted with none.
  failed jsonb not null default '[]',
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
