alter table deals.deal add column reminder_at timestamptz;

-- Reminders still to come: the one table of this module that a worker reads across tenants.
create table deals.reminder_due (
    tenant_id uuid        not null,
    deal_id   uuid        not null,
    at        timestamptz not null,
    primary key (tenant_id, deal_id),
    foreign key (tenant_id, deal_id) references deals.deal (tenant_id, id)
);
call sangam.protect_queue('deals.reminder_due');
-- Read for all tenants at once, so this index does not begin with the tenant.
create index reminder_due_at on deals.reminder_due (at, tenant_id, deal_id);
