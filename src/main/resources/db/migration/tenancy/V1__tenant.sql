create table tenancy.tenant (
    tenant_id       uuid        primary key,
    name            text        not null check (length(name) between 1 and 200),
    time_zone       text        not null,
    currency        char(3)     not null,
    default_country char(2)     not null,
    locale          text        not null,
    preset          text        not null check (preset in ('partner_sales', 'broker_office', 'simple')),
    settings        jsonb       not null default '{}',
    version         int         not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null
);
call sangam.protect('tenancy.tenant');

-- Which tenants the installation has: read before anybody is signed in, so it holds nothing else.
create table tenancy.directory (
    id     uuid primary key,
    slug   text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9]){1,39}$'),
    status text not null default 'active' check (status in ('active', 'suspended'))
);
call sangam.share('tenancy.directory');

-- Human-readable numbers (LEAD-2026-00001): one row per kind and year, gaps allowed, never count + 1.
create table tenancy.sequence (
    tenant_id uuid   not null,
    key       text   not null,
    value     bigint not null,
    primary key (tenant_id, key)
);
call sangam.protect('tenancy.sequence');
