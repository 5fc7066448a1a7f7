create table pipelines.pipeline (
    tenant_id  uuid        not null,
    id         uuid        not null,
    kind       text        not null check (kind ~ '^[a-z][a-zA-Z]*$'),
    key        text        not null check (key ~ '^[a-z0-9]+([_-][a-z0-9]+)*$'),
    name       text        not null check (length(name) between 1 and 80),
    preset     text,
    is_default boolean     not null default false,
    definition jsonb       not null,
    version    int         not null default 0,
    created_at timestamptz not null,
    created_by uuid        not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, id),
    unique (tenant_id, kind, key)
);
create unique index one_default_per_kind on pipelines.pipeline (tenant_id, kind) where is_default;
call sangam.protect('pipelines.pipeline');

-- Every move of every record, for good. A record's first status is not a move.
create table pipelines.status_history (
    tenant_id       uuid        not null,
    id              uuid        not null,
    object          text        not null,
    record_id       uuid        not null,
    pipeline_id     uuid        not null,
    from_status     text        not null,
    to_status       text        not null,
    moved_by        uuid        not null,
    at              timestamptz not null,
    reason          text,
    seconds_in_from bigint      not null check (seconds_in_from >= 0),
    primary key (tenant_id, id),
    foreign key (tenant_id, pipeline_id) references pipelines.pipeline (tenant_id, id)
);
create index on pipelines.status_history (tenant_id, object, record_id, id desc);
call sangam.protect('pipelines.status_history', 'select, insert');
