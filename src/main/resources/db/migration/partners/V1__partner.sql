create table partners.partner (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    version            int         not null default 0,
    name               text        not null check (length(name) between 1 and 200),
    name_sort          text        not null generated always as (lower(name)) stored,
    type               text        not null check (type in ('growth', 'direct', 'state', 'regional')),
    contact_name       text,
    email              text,
    email_norm         text,
    phone              text,
    phone_key          text,
    city               text,
    manager_id         uuid        not null,
    -- of what its leads bring, in whole percent
    commission_percent int         check (commission_percent between 0 and 100),
    is_active          boolean     not null default true,
    notes              text,
    created_at         timestamptz not null,
    created_by         uuid        not null,
    updated_at         timestamptz not null,
    updated_by         uuid        not null,
    deleted_at         timestamptz,
    primary key (tenant_id, id)
);
create index on partners.partner (tenant_id, name_sort, id) where deleted_at is null;
create index on partners.partner (tenant_id, manager_id, name_sort, id) where deleted_at is null;
create index on partners.partner (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on partners.partner (tenant_id, updated_at desc, id desc) where deleted_at is null;
call sangam.protect('partners.partner');
