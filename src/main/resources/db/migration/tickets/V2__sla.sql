-- What a tenant promises; one without a row promises what the specification says (R11).
create table tickets.sla_policy (
    tenant_id  uuid        not null primary key,
    version    int         not null default 0,
    -- as SlaPolicy: around the clock or in office time, and minutes per priority
    definition jsonb       not null,
    updated_at timestamptz not null,
    updated_by uuid        not null
);
call sangam.protect('tickets.sla_policy');

-- One run of time feeds both clocks of a ticket: it runs since sla_since, and sla_spent milliseconds went before. What
-- was promised, in seconds, stays what it was when the ticket began or somebody changed its priority.
alter table tickets.ticket
    add column sla_first_due        timestamptz,
    add column sla_resolve_due      timestamptz,
    add column sla_first_target     bigint,
    add column sla_resolve_target   bigint,
    add column sla_since            timestamptz,
    add column sla_spent            bigint not null default 0 check (sla_spent >= 0),
    add column sla_paused           boolean not null default false,
    add column first_warned_at      timestamptz,
    add column first_breached_at    timestamptz,
    add column resolve_warned_at    timestamptz,
    add column resolve_breached_at  timestamptz,
    add column escalation_level     int not null default 0 check (escalation_level >= 0),
    add column escalated_at         timestamptz,
    add column escalated_to         uuid,
    add column escalation_reason    text;
create index on tickets.ticket (tenant_id, sla_first_due, id) where deleted_at is null and sla_first_due is not null;
create index on tickets.ticket (tenant_id, sla_resolve_due, id) where deleted_at is null and sla_resolve_due is not null;

-- Warnings and breaches still to come: the one table of this module that a worker reads across tenants.
create table tickets.sla_due (
    tenant_id uuid        not null,
    ticket_id uuid        not null,
    clock     text        not null check (clock in ('first', 'resolve')),
    step      text        not null check (step in ('warning', 'breach')),
    at        timestamptz not null,
    primary key (tenant_id, ticket_id, clock, step),
    foreign key (tenant_id, ticket_id) references tickets.ticket (tenant_id, id)
);
call sangam.protect_queue('tickets.sla_due');
-- Read for all tenants at once, so this index does not begin with the tenant.
create index sla_due_at on tickets.sla_due (at, tenant_id, ticket_id);
