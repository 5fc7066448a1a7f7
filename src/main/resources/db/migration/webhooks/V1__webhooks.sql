-- Who outside wants to be told of what.
create table webhooks.subscription (
    tenant_id        uuid        not null,
    id               uuid        not null,
    name             text        not null check (length(name) between 1 and 80),
    url              text        not null check (length(url) <= 2000),
    events           text[]      not null check (cardinality(events) > 0),
    content          text        not null check (content in ('record', 'reference')),
    -- Through whose eyes records are sent: his rows, his masks.
    owner_id         uuid        not null,
    is_active        boolean     not null default true,
    disabled_at      timestamptz,
    failing_since    timestamptz,
    last_success_at  timestamptz,
    -- Not tried before: the circuit breaker of a process has found it broken.
    rest_until       timestamptz,
    secret           bytea       not null,
    old_secret       bytea,
    old_secret_until timestamptz,
    version          int         not null default 0,
    created_at       timestamptz not null,
    created_by       uuid        not null,
    updated_at       timestamptz not null,
    updated_by       uuid        not null,
    primary key (tenant_id, id),
    check ((old_secret is null) = (old_secret_until is null))
);
call sangam.protect_queue('webhooks.subscription');

-- One message to one subscription. Its body never changes, its signature is made anew for each attempt.
create table webhooks.delivery (
    tenant_id       uuid        not null,
    id              uuid        not null,
    subscription_id uuid        not null,
    event           text        not null,
    subject         uuid        not null,
    body            text        not null,
    hops            smallint    not null,
    trace_id        text        not null,
    status          text        not null default 'pending'
        check (status in ('pending', 'delivered', 'dead', 'cut')),
    attempts        int         not null default 0,
    created_at      timestamptz not null,
    due_at          timestamptz not null,
    give_up_at      timestamptz not null,
    lease_until     timestamptz,
    leased_by       text,
    last_at         timestamptz,
    last_status     int,
    last_error      text,
    primary key (tenant_id, id),
    foreign key (tenant_id, subscription_id) references webhooks.subscription on delete cascade
);
call sangam.protect_queue('webhooks.delivery');
create index delivery_due on webhooks.delivery (tenant_id, subscription_id, due_at) where status = 'pending';
create index delivery_log on webhooks.delivery (tenant_id, subscription_id, id);
create index delivery_state on webhooks.delivery (tenant_id, status, id);
create index delivery_age on webhooks.delivery (tenant_id, created_at);

-- What an endpoint answered, each time; never its body.
create table webhooks.attempt (
    tenant_id   uuid        not null,
    id          uuid        not null,
    delivery_id uuid        not null,
    at          timestamptz not null,
    status      int,
    error       text,
    took_ms     int         not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, delivery_id) references webhooks.delivery on delete cascade
);
call sangam.protect('webhooks.attempt');
create index attempt_delivery on webhooks.attempt (tenant_id, delivery_id, id);
