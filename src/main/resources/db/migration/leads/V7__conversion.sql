-- Whose lead it is, and what it became.
alter table leads.lead
    add column account_id uuid,
    add column contact_id uuid,
    add column deal_id uuid,
    add column converted_at timestamptz;
create index on leads.lead (tenant_id, account_id, created_at desc, id desc) where account_id is not null;
create index on leads.lead (tenant_id, contact_id, created_at desc, id desc) where contact_id is not null;
