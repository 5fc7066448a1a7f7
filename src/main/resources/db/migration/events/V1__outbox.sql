-- What happened: written in the transaction that caused it, kept for thirty days.
create table events.event (
    tenant_id uuid        not null,
    id        uuid        not null,
    type      text        not null,
    subject   uuid        not null,
    payload   jsonb       not null,
    trace_id  text        not null,
    at        timestamptz not null,
    primary key (tenant_id, id)
);
call sangam.protect_queue('events.event');
create index event_at on events.event (at);

-- Who still has to be told. A finished delivery is deleted, in the transaction of the subscriber that finished it.
create table events.delivery (
    tenant_id   uuid        not null,
    id          uuid        not null,
    -- The order of the events of one subject.
    position    bigint      not null generated always as identity,
    event_id    uuid        not null,
    subscriber  text        not null,
    subject     uuid        not null,
    status      text        not null default 'pending' check (status in ('pending', 'dead')),
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    lease_until timestamptz,
    leased_by   text,
    last_error  text,
    primary key (tenant_id, id),
    foreign key (tenant_id, event_id) references events.event on delete cascade,
    check ((lease_until is null) = (leased_by is null)),
    check (status = 'pending' or last_error is not null)
);
call sangam.protect_queue('events.delivery');
-- The worker reads the queue of all tenants, so this one index does not begin with the tenant.
create index delivery_due on events.delivery (due_at) where status = 'pending';
create index delivery_order on events.delivery (tenant_id, subscriber, subject, position) where status = 'pending';
create index delivery_event on events.delivery (tenant_id, event_id);
create index delivery_dead on events.delivery (tenant_id, id) where status = 'dead';
