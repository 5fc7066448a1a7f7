alter table leads.lead add column territory_id uuid;
create index on leads.lead (tenant_id, territory_id, created_at desc, id desc) where deleted_at is null and territory_id is not null;
create index on leads.lead (tenant_id, partner_id, created_at desc, id desc) where deleted_at is null and partner_id is not null;
