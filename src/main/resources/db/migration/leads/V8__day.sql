-- What is next of one's own, for everybody's day.
create index on leads.lead (tenant_id, owner_id, next_step_at, id) where deleted_at is null;
