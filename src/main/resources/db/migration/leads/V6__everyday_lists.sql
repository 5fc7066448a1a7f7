-- What people look up and sort by all day, at a million leads too; every further index is paid for by each lead that
-- comes in.
create index on leads.lead (tenant_id, phone, id) where deleted_at is null;
create index on leads.lead (tenant_id, email_norm, id) where deleted_at is null;
create index on leads.lead (tenant_id, city, id) where deleted_at is null;
create index on leads.lead (tenant_id, status_since desc, id desc) where deleted_at is null;
create index on leads.lead (tenant_id, expected_close desc nulls last, id desc) where deleted_at is null;
