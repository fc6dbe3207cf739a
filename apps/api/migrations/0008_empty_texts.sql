-- An empty text means none: what was stored as empty before is null, as it is from now on.
update event_types set location = nullif(location, ''), description = nullif(description, '')
  where location = '' or description = '';
update bookings set location = null where location = '';
update api_keys set description = null where description = '';
