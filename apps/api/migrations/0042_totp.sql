-- Codes of an app beside the password (RFC 6238).

alter table users
  -- Secret and recovery codes, sealed.
  add column totp_sealed bytea,
  -- Since when codes are asked for; empty until one has shown that the app has the secret.
  add column totp_on_at timestamptz,
  -- The time step of the last code: no code works twice.
  add column totp_step integer;
