-- A file on its way in: its columns, what they mean, and how far it has come.
create table imports.import (
    tenant_id   uuid        not null,
    id          uuid        not null,
    object      text        not null,
    file_name   text        not null check (length(file_name) between 1 and 200),
    file_hash   text        not null,
    columns     text[]      not null,
    mapping     text[]      not null,
    options     jsonb       not null default '{}',
    total       int         not null,
    status      text        not null check (status in
        ('uploaded', 'checking', 'ready', 'running', 'done', 'canceled', 'undoing', 'undone')),
    created_at  timestamptz not null,
    created_by  uuid        not null,
    finished_at timestamptz,
    primary key (tenant_id, id)
);
create index on imports.import (tenant_id, created_by, id desc);
create index on imports.import (tenant_id, object, columns, id desc);
call sangam.protect('imports.import');

create table imports.row (
    tenant_id  uuid   not null,
    import     uuid   not null,
    position   int    not null,
    cells      text[] not null,
    status     text   not null default 'waiting' check (status in
        ('waiting', 'new', 'update', 'duplicate', 'error', 'created', 'updated', 'skipped', 'failed', 'undone', 'kept')),
    code       text,
    field      text,
    message    text,
    record_id  uuid,
    change_set uuid,
    primary key (tenant_id, import, position),
    foreign key (tenant_id, import) references imports.import (tenant_id, id) on delete cascade
);
create index on imports.row (tenant_id, import, status, position);
call sangam.protect('imports.row');

-- Which row of a file was the first with a key.
create table imports.row_key (
    tenant_id uuid not null,
    import    uuid not null,
    key       text not null,
    position  int  not null,
    primary key (tenant_id, import, key),
    foreign key (tenant_id, import) references imports.import (tenant_id, id) on delete cascade
);
call sangam.protect('imports.row_key');
