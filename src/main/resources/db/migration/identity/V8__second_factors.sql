-- The authenticator app of a person, by RFC 6238. Secrets are sealed.
create table identity.totp (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    -- null while the first app was not shown to have it
    secret     bytea,
    since      timestamptz,
    -- the time step of the last code taken: none works twice
    last_step  bigint      not null default 0,
    -- what an app is shown that has not answered with a code yet
    pending    bytea,
    pending_at timestamptz,
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references identity.user_account (tenant_id, id),
    check ((secret is null) = (since is null)),
    check ((pending is null) = (pending_at is null))
);
call sangam.protect('identity.totp');

-- Ten at a time, each instead of a code once. Hashed under the server's key.
create table identity.recovery_code (
    tenant_id  uuid        not null,
    user_id    uuid        not null,
    code_hash  bytea       not null,
    created_at timestamptz not null,
    used_at    timestamptz,
    primary key (tenant_id, user_id, code_hash),
    foreign key (tenant_id, user_id) references identity.user_account (tenant_id, id)
);
call sangam.protect('identity.recovery_code');

-- WebAuthn credentials that authenticators find by themselves.
create table identity.passkey (
    tenant_id       uuid        not null,
    id              uuid        not null,
    user_id         uuid        not null,
    name            text        not null check (length(name) between 1 and 100),
    credential_id   bytea       not null,
    -- attested credential data: the credential's id and its public key
    credential      bytea       not null,
    sign_count      bigint      not null,
    -- whether it is kept in a cloud, so that other devices have it too
    backup_eligible boolean     not null,
    backed_up       boolean     not null,
    created_at      timestamptz not null,
    last_used_at    timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user_account (tenant_id, id)
);
create unique index passkey_credential on identity.passkey (tenant_id, credential_id);
create index passkey_user on identity.passkey (tenant_id, user_id, id);
call sangam.protect('identity.passkey');

-- Challenges are signed, not stored; only those that were used are remembered until they end, so that none works twice.
create table identity.spent_challenge (
    tenant_id  uuid        not null,
    hash       bytea       not null,
    expires_at timestamptz not null,
    primary key (tenant_id, hash)
);
call sangam.protect('identity.spent_challenge');
