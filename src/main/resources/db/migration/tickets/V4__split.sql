-- A remark that became a ticket of its own knows the ticket it was left on.
alter table tickets.ticket
    add column split_from_id uuid;
create index on tickets.ticket (tenant_id, split_from_id, created_at desc, id desc) where deleted_at is null and split_from_id is not null;
