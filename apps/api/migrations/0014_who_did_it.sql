-- Who made true what the log tells: the kind of principal, and its id where it has one (of an API key). Empty in what was
-- written before, and by a process of the release before this one.
alter table events add column by_kind text;
alter table events add column by_id text collate "C";
