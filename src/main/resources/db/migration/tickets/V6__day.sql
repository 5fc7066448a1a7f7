-- What is promised of one's own, for everybody's day.
create index on tickets.ticket (tenant_id, owner_id, sla_resolve_due, id) where deleted_at is null;
