create table access.role (
    tenant_id  uuid        not null,
    id         uuid        not null,
    key        text        not null check (key ~ '^[A-Z][A-Z0-9_]{0,39}$'),
    name       text        not null check (length(name) between 1 and 100),
    -- the template it was made from; null when made from nothing
    template   text,
    definition jsonb       not null,
    version    int         not null default 0,
    created_at timestamptz not null,
    created_by uuid        not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, id)
);
create unique index role_key on access.role (tenant_id, key);
call sangam.protect('access.role');

create table access.user_role (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    role_id    uuid        not null,
    created_at timestamptz not null,
    created_by uuid        not null,
    primary key (tenant_id, user_id, role_id),
    foreign key (tenant_id, role_id) references access.role (tenant_id, id)
);
create index user_role_role on access.user_role (tenant_id, role_id);
call sangam.protect('access.user_role');

-- Opens one record to one person or one team. Named "until" as people say it: no end means for good.
create table access.share (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    record_id  uuid        not null,
    user_id    uuid,
    team_id    uuid,
    share_right text       not null check (share_right in ('read', 'write')),
    until      timestamptz,
    created_at timestamptz not null,
    created_by uuid        not null,
    primary key (tenant_id, id),
    check (num_nonnulls(user_id, team_id) = 1)
);
create unique index share_once on access.share (tenant_id, object, record_id, user_id, team_id) nulls not distinct;
create index share_user on access.share (tenant_id, user_id, object);
create index share_team on access.share (tenant_id, team_id, object);
call sangam.protect('access.share');
