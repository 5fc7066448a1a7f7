-- The heads of a board are counted and added up from this index alone: of a million leads that is a quarter of the pages.
drop index leads.lead_tenant_id_status_next_step_at_id_idx;
create index on leads.lead (tenant_id, status, next_step_at, id)
    include (owner_id, caller_id, expected_value_minor, expected_value_currency, probability) where deleted_at is null;
