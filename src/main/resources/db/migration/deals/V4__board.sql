-- The heads of a board are counted and added up from this index alone.
drop index deals.deal_tenant_id_status_next_step_at_id_idx;
create index on deals.deal (tenant_id, status, next_step_at, id)
    include (owner_id, value_minor, value_currency, probability) where deleted_at is null;
