-- What is next, stale or expected to close of one's own, for everybody's day.
create index on deals.deal (tenant_id, owner_id, next_step_at, id) where deleted_at is null;
create index on deals.deal (tenant_id, owner_id, stale_at, id) where deleted_at is null and stale_at is not null;
create index on deals.deal (tenant_id, owner_id, expected_close, id) where deleted_at is null;
