-- A way in from outside: a lead form, or a webhook of another system.
create table sources.source (
    tenant_id        uuid        not null,
    id               uuid        not null,
    name             text        not null check (length(name) between 1 and 80),
    -- Public: part of the address. Tells sources apart and lets one be replaced; it protects nothing.
    key              text        not null,
    definition       jsonb       not null,
    is_active        boolean     not null default true,
    secret           bytea,
    old_secret       bytea,
    old_secret_until timestamptz,
    version          int         not null default 0,
    created_at       timestamptz not null,
    created_by       uuid        not null,
    updated_at       timestamptz not null,
    updated_by       uuid        not null,
    primary key (tenant_id, id),
    unique (tenant_id, key),
    check ((old_secret is null) = (old_secret_until is null))
);
call sangam.protect('sources.source');

-- What came in, as it came, kept so that it can be taken in again.
create table sources.arrival (
    tenant_id   uuid        not null,
    id          uuid        not null,
    source_id   uuid        not null,
    -- The sender's name for it: what makes a second delivery of the same thing harmless.
    key         text        not null check (length(key) <= 200),
    payload     jsonb       not null,
    received_at timestamptz not null,
    -- When it happened at the sender's, and to which of his records: an older state never replaces a newer one.
    happened_at timestamptz,
    object_key  text,
    -- The words the sender agreed to.
    consent     text,
    ip          text        not null,
    status      text        not null default 'received' check (status in ('received', 'done', 'stale', 'failed')),
    outcome     text        check (outcome in ('created', 'linked', 'resubmitted', 'updated')),
    lead_id     uuid,
    error       text,
    primary key (tenant_id, id),
    unique (tenant_id, source_id, key),
    foreign key (tenant_id, source_id) references sources.source on delete cascade,
    check (status <> 'done' or lead_id is not null),
    check (status <> 'failed' or error is not null)
);
call sangam.protect('sources.arrival');
create index arrival_log on sources.arrival (tenant_id, source_id, id);
create index arrival_state on sources.arrival (tenant_id, status, id);
create index arrival_object on sources.arrival (tenant_id, source_id, object_key) where object_key is not null;
