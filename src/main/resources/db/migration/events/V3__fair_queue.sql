-- The worker goes round the tenants, and takes each one's oldest first.
create index delivery_turn on events.delivery (tenant_id, due_at, position) where status = 'pending';
