-- An outside service that knows who somebody is (OpenID Connect).
create table sso.provider (
    tenant_id     uuid        not null,
    id            uuid        not null,
    name          text        not null check (length(name) between 1 and 60),
    issuer        text        not null check (length(issuer) <= 500),
    client_id     text        not null check (length(client_id) between 1 and 255),
    -- sealed
    client_secret bytea       not null,
    -- whose addresses are let in; empty: those of people who are here already, whatever their domain
    domains       text[]      not null default '{}',
    -- what unknown people become; null: they stay outside
    role_id       uuid,
    is_active     boolean     not null default true,
    version       int         not null default 0,
    created_at    timestamptz not null,
    created_by    uuid        not null,
    updated_at    timestamptz not null,
    updated_by    uuid        not null,
    primary key (tenant_id, id),
    check (role_id is null or cardinality(domains) > 0)
);
create unique index provider_name on sso.provider (tenant_id, name);
call sangam.protect('sso.provider');

-- What a company decides about signing in as a whole; no row: passwords stay possible.
create table sso.policy (
    tenant_id  uuid        not null primary key,
    passwords  boolean     not null,
    updated_at timestamptz not null,
    updated_by uuid        not null
);
call sangam.protect('sso.policy');

-- A sign-in under way at a provider. Only hashes: the state is in the address, the other secret in the browser's cookie,
-- and nonce and PKCE verifier follow from that one.
create table sso.attempt (
    tenant_id    uuid        not null,
    id           uuid        not null,
    provider_id  uuid        not null,
    state_hash   bytea       not null,
    browser_hash bytea       not null,
    target       text        not null,
    expires_at   timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, provider_id) references sso.provider (tenant_id, id) on delete cascade
);
create index attempt_provider on sso.attempt (tenant_id, provider_id);
create index attempt_expiry on sso.attempt (tenant_id, expires_at);
call sangam.protect('sso.attempt');

-- Whom an issuer means by a subject. One person has one subject there: when an address is given to somebody new, he does
-- not become who had it before.
create table sso.link (
    tenant_id uuid        not null,
    issuer    text        not null,
    subject   text        not null check (length(subject) between 1 and 255),
    user_id   uuid        not null,
    linked_at timestamptz not null,
    last_at   timestamptz not null,
    primary key (tenant_id, issuer, subject)
);
create unique index link_user on sso.link (tenant_id, issuer, user_id);
call sangam.protect('sso.link');
