-- What one request, or one row of a bulk operation, wrote: undone together.
alter table records.activity add column change_set uuid;
create index activity_change_set on records.activity (tenant_id, change_set) where change_set is not null;
