create table assignment.rule (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    name       text        not null check (length(name) between 1 and 80),
    position   int         not null,
    filter     jsonb       not null,
    target     jsonb       not null,
    is_active  boolean     not null default true,
    version    int         not null default 0,
    created_at timestamptz not null,
    created_by uuid        not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, id)
);
create index on assignment.rule (tenant_id, object, position);
call sangam.protect('assignment.rule');

-- Where a round robin stands: `user_id` had the last turn. Locked while a turn is taken, so turns are exactly fair.
create table assignment.pool (
    tenant_id uuid        not null,
    key       text        not null,
    user_id   uuid,
    taken_at  timestamptz,
    primary key (tenant_id, key)
);
call sangam.protect('assignment.pool');
