-- Requests with an Idempotency-Key: first who is at it, then what was answered.
create table idempotency.request (
    tenant_id   uuid        not null,
    user_id     uuid        not null,
    route       text        not null,
    key         text        not null,
    fingerprint text        not null,
    attempt     uuid        not null,
    state       text        not null check (state in ('running', 'committed', 'answered')),
    lease_until timestamptz not null,
    status      int,
    headers     jsonb,
    body        bytea,
    created_at  timestamptz not null,
    primary key (tenant_id, user_id, route, key)
);
create index on idempotency.request (tenant_id, created_at);
call sangam.protect('idempotency.request');
