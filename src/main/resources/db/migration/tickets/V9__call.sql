-- A ticket that was made of a call knows the task the call was planned and ended as. Not unique: a ticket in the trash
-- gives its call free, and may come back; whoever makes one looks first, under a lock.
alter table tickets.ticket
    add column call_id uuid;
create index on tickets.ticket (tenant_id, call_id, created_at desc, id desc) where deleted_at is null and call_id is not null;
