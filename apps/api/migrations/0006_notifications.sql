-- Mail: one row for each mail to one recipient, rendered when the row is made, so that every attempt sends the same.
create table mails (
  organization_id text collate "C" not null references organizations (id),
  id text collate "C" not null,
  is_test boolean not null,
  kind text not null check (kind in (
    'booking_confirmed', 'booking_rescheduled', 'booking_cancelled', 'booking_reminder',
    'waitlist_joined', 'waitlist_promoted', 'waitlist_expired', 'webhook_disabled')),
  -- What it follows from: the id of a message or of a waitlist entry, or the name of a reminder or a job.
  cause text collate "C" not null,
  recipient_role text not null check (recipient_role in ('invitee', 'attendee', 'host', 'owner')),
  recipient_address text not null,
  -- captured: kept to be read and never sent, because of test mode or because there is no mail server.
  status text not null check (status in ('pending', 'sent', 'failed', 'captured')),
  attempts integer not null check (attempts >= 0),
  -- The job that has the attempt in its hands.
  claimed_by text,
  last_error text,
  -- What the mail server said when it took the mail.
  response text,
  next_attempt_at timestamptz,
  -- From then on the mail would tell nothing new: a reminder of what has begun.
  expires_at timestamptz,
  -- The header of that name, the same at every attempt.
  message_id_header text not null,
  -- Addresses, subject, texts and invite; sealed, because links carry tokens.
  content_sealed bytea not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (organization_id, id),
  -- A reaction that runs twice writes no second mail.
  unique (organization_id, cause, kind, recipient_role, recipient_address),
  check ((status = 'sent') = (sent_at is not null)),
  check ((status = 'pending') = (next_attempt_at is not null))
);
create index mails_by_age on mails (created_at, id);
