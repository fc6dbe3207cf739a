-- What a key may do, null: all that keys may; and from when on it is refused.
alter table api_keys
  add column permissions text[],
  add column expires_at timestamptz;
