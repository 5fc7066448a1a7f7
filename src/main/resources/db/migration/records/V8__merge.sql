-- Two records of one object made one. The merged one lies in the trash as it was; what moved to the kept one is noted,
-- so that the split gives back exactly that.
create table records.merge (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    kept_id    uuid        not null,
    merged_id  uuid        not null,
    -- what changed in the kept record: field, before, after
    changes    jsonb       not null,
    -- the match keys of contact points the kept record got
    points     text[]      not null,
    created_at timestamptz not null,
    created_by uuid        not null,
    undone_at  timestamptz,
    undone_by  uuid,
    primary key (tenant_id, id)
);
create unique index merge_once on records.merge (tenant_id, object, merged_id) where undone_at is null;
create index merge_kept on records.merge (tenant_id, object, kept_id) where undone_at is null;
call sangam.protect('records.merge');

-- `relation` is `task.parent` for what refers to the record by a field, else the table.
create table records.merge_move (
    tenant_id uuid not null,
    merge_id  uuid not null,
    relation  text not null,
    row_id    uuid not null,
    primary key (tenant_id, merge_id, relation, row_id),
    foreign key (tenant_id, merge_id) references records.merge (tenant_id, id) on delete cascade
);
call sangam.protect('records.merge_move');
