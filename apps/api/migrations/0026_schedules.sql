-- When a member can meet, in a zone of its own: it narrows the hours of event types. Each mode has its own.
create table member_schedules (
  organization_id text collate "C" not null,
  member_id text collate "C" not null,
  is_test boolean not null,
  timezone text not null,
  -- As those of event types.
  weekly_hours jsonb not null,
  date_overrides jsonb not null,
  updated_at timestamptz not null,
  primary key (organization_id, member_id, is_test),
  foreign key (organization_id, member_id) references members (organization_id, id)
);

-- When a member is away: whole days of its zone, both ends included.
create table member_absences (
  organization_id text collate "C" not null,
  id text collate "C" not null,
  member_id text collate "C" not null,
  is_test boolean not null,
  start_date date not null,
  end_date date not null check (end_date >= start_date),
  note text,
  created_at timestamptz not null,
  primary key (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index member_absences_of_member on member_absences (organization_id, member_id, is_test, id);
create index member_absences_by_end on member_absences (organization_id, member_id, is_test, end_date);
