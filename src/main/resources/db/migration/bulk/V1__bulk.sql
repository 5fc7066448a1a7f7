-- One change asked for many records, and how far it has come.
create table bulk.operation (
    tenant_id   uuid        not null,
    id          uuid        not null,
    object      text        not null,
    action      text        not null,
    input       jsonb       not null,
    total       int         not null,
    status      text        not null check (status in ('waiting', 'running', 'done', 'canceled')),
    undoes      uuid,
    undo_id     uuid,
    created_at  timestamptz not null,
    created_by  uuid        not null,
    finished_at timestamptz,
    primary key (tenant_id, id)
);
create index on bulk.operation (tenant_id, created_by, id desc);
call sangam.protect('bulk.operation');

-- Its records in their order; `change_set` names what the row wrote, `undoes` what it takes back.
create table bulk.item (
    tenant_id  uuid not null,
    operation  uuid not null,
    position   int  not null,
    record_id  uuid not null,
    version    int,
    undoes     uuid,
    status     text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
    change_set uuid,
    code       text,
    message    text,
    primary key (tenant_id, operation, position),
    foreign key (tenant_id, operation) references bulk.operation (tenant_id, id) on delete cascade
);
create index on bulk.item (tenant_id, operation, status, position);
call sangam.protect('bulk.item');
