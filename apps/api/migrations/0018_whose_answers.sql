-- Whose request an answer was stored for. Empty where a process of the release before has stored it: such a row is found by
-- its key, which stays unique, and deleted after a day.
alter table idempotency_keys add column organization_id text collate "C" not null default '';
