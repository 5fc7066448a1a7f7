-- Everything that happened to any record, once: the timeline reads it by verb, the history by its changes.
create table records.activity (
    tenant_id uuid        not null,
    id        uuid        not null,
    object    text        not null,
    record_id uuid        not null,
    at        timestamptz not null,
    actor_id  uuid        not null,
    verb      text        not null,
    data      jsonb       not null default '{}',
    changes   jsonb       not null default '[]',
    primary key (tenant_id, id)
);
create index on records.activity (tenant_id, object, record_id, id desc);
call sangam.protect('records.activity', 'select, insert');

create table records.comment (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    record_id  uuid        not null,
    text       text        not null check (length(text) between 1 and 10000),
    mentions   uuid[]      not null default '{}',
    version    int         not null default 0,
    created_at timestamptz not null,
    created_by uuid        not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    deleted_at timestamptz,
    primary key (tenant_id, id)
);
create index on records.comment (tenant_id, object, record_id, id desc);
call sangam.protect('records.comment');

create table records.favourite (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    object     text        not null,
    record_id  uuid        not null,
    created_at timestamptz not null,
    primary key (tenant_id, user_id, object, record_id)
);
call sangam.protect('records.favourite');

create table records.saved_view (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    name       text        not null check (length(name) between 1 and 80),
    definition jsonb       not null,
    is_shared  boolean     not null default false,
    owner_id   uuid        not null,
    position   int         not null default 0,
    version    int         not null default 0,
    created_at timestamptz not null,
    created_by uuid        not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, id)
);
create index on records.saved_view (tenant_id, object, owner_id);
call sangam.protect('records.saved_view');
