-- Fields a company added to its objects. A deleted one stays as `deleted`: its key is never given again, for the history
-- of records still tells its values by it.
create table records.custom_field (
    tenant_id   uuid        not null,
    id          uuid        not null,
    object      text        not null,
    key         text        not null check (key ~ '^c_[a-z0-9]+(_[a-z0-9]+)*$' and length(key) <= 40),
    label       text        not null check (length(label) between 1 and 60),
    kind        text        not null,
    -- the column beside the record that keeps its values; free again once a job has emptied it
    slot        text,
    section     text        not null,
    sensitivity text        not null,
    is_required boolean     not null default false,
    required_in text[]      not null default '{}',
    options     jsonb       not null default '[]',
    decimals    int         not null default 0 check (decimals between 0 and 4),
    position    int         not null,
    state       text        not null check (state in ('active', 'inactive', 'deleting', 'deleted')),
    version     int         not null default 0,
    created_at  timestamptz not null,
    created_by  uuid        not null,
    updated_at  timestamptz not null,
    updated_by  uuid        not null,
    primary key (tenant_id, id),
    unique (tenant_id, object, key),
    check ((slot is null) = (state = 'deleted'))
);
create unique index on records.custom_field (tenant_id, object, slot) where slot is not null;
call sangam.protect('records.custom_field');
