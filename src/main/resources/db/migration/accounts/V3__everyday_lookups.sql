-- What people look a customer up by all day, at a million of them too.
create index on accounts.account (tenant_id, phone, id) where deleted_at is null;
create index on accounts.account (tenant_id, email_norm, id) where deleted_at is null;
create index on accounts.account (tenant_id, city, id) where deleted_at is null;
create index on accounts.contact (tenant_id, phone, id) where deleted_at is null;
create index on accounts.contact (tenant_id, email_norm, id) where deleted_at is null;
create index on accounts.contact (tenant_id, city, id) where deleted_at is null;
