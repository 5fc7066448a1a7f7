-- A person's own key for scripts and other systems. Its id says where to look it up, only the hash of its secret is kept.
create table identity.api_key (
    tenant_id    uuid        not null,
    id           uuid        not null,
    user_id      uuid        not null,
    name         text        not null check (length(name) between 1 and 100),
    secret_hash  bytea       not null,
    -- read, write, admin
    scopes       text[]      not null check (cardinality(scopes) > 0),
    -- the modules it is limited to; none: as far as its owner
    modules      text[]      not null default '{}',
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    last_used_ip text        not null default '',
    revoked_at   timestamptz,
    revoked_by   uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user_account (tenant_id, id),
    check ((revoked_at is null) = (revoked_by is null))
);
create index api_key_user on identity.api_key (tenant_id, user_id, id);
call sangam.protect('identity.api_key', 'select, insert, update');
