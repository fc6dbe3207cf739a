-- Visitors may choose who holds their meeting; then those names are public.
alter table event_types add column allow_host_choice boolean not null default false;
