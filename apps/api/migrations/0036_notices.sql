-- Which mails about bookings of the event type are sent, and of which facts nobody is mailed.
alter table event_types add column notifications jsonb not null default
  '{"invitee": {"confirmation": true, "change": true, "cancellation": true, "reminder": true},
    "host": {"confirmation": true, "change": true, "cancellation": true}}';
alter table events add column silent boolean not null default false;
