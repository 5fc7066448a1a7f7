create table accounts.account (
    tenant_id             uuid        not null,
    id                    uuid        not null,
    version               int         not null default 0,
    name                  text        not null check (length(name) between 1 and 200),
    name_sort             text        not null generated always as (lower(name)) stored,
    type                  text        not null check (type in ('person', 'household', 'company', 'store')),
    status                text        not null check (status in ('active', 'inactive', 'blocked')),
    industry              text,
    size                  text        check (size in ('small', 'medium', 'large')),
    website               text,
    gst                   text,
    trn                   text,
    parent_id             uuid,
    owner_id              uuid,
    partner_id            uuid,
    territory_id          uuid,
    phone                 text,
    phone_key             text,
    alternative_phone     text,
    alternative_phone_key text,
    email                 text,
    email_norm            text,
    street                text,
    postal_code           text,
    city                  text,
    state                 text,
    country               text,
    source                text,
    tags                  text[],
    notes                 text,
    customer_since        date,
    external_id           text,
    referral_code         text,
    referred_by_id        uuid,
    -- how it goes
    health_score          int         check (health_score between 0 and 100),
    engagement            text        check (engagement in ('low', 'medium', 'high')),
    onboarding            text        check (onboarding in ('pending', 'in_progress', 'completed', 'failed')),
    success_manager_id    uuid,
    -- how we deal with it
    call_frequency        text        check (call_frequency in ('weekly', 'biweekly', 'monthly')),
    preferred_time        text,
    credit_limit_minor    bigint      check (credit_limit_minor >= 0),
    credit_limit_currency char(3),
    payment_terms_days    int         check (payment_terms_days between 0 and 3650),
    discount_percent      int         check (discount_percent between 0 and 100),
    created_at            timestamptz not null,
    created_by            uuid        not null,
    updated_at            timestamptz not null,
    updated_by            uuid        not null,
    deleted_at            timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, parent_id) references accounts.account (tenant_id, id),
    check (parent_id <> id),
    check ((credit_limit_minor is null) = (credit_limit_currency is null))
);
create index on accounts.account (tenant_id, name_sort, id) where deleted_at is null;
create index on accounts.account (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on accounts.account (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on accounts.account (tenant_id, owner_id, name_sort, id) where deleted_at is null and owner_id is not null;
create index on accounts.account (tenant_id, success_manager_id, name_sort, id) where deleted_at is null and success_manager_id is not null;
create index on accounts.account (tenant_id, territory_id, name_sort, id) where deleted_at is null and territory_id is not null;
create index on accounts.account (tenant_id, partner_id, name_sort, id) where deleted_at is null and partner_id is not null;
create index on accounts.account (tenant_id, parent_id, name_sort, id) where parent_id is not null;
create index on accounts.account (tenant_id, external_id) where external_id is not null;
call sangam.protect('accounts.account');
call sangam.custom_slots('accounts.account');

create table accounts.contact (
    tenant_id             uuid        not null,
    id                    uuid        not null,
    version               int         not null default 0,
    -- both names, as people read them
    name                  text        not null check (length(name) between 1 and 200),
    name_sort             text        not null generated always as (lower(name)) stored,
    first_name            text,
    last_name             text,
    account_id            uuid,
    -- of the account, so that who sees a customer sees its people, by columns of their own (ADR 11)
    account_owner_id      uuid,
    account_manager_id    uuid,
    territory_id          uuid,
    partner_id            uuid,
    owner_id              uuid,
    job_title             text,
    role                  text        check (role in ('buyer', 'decision_maker', 'integration', 'user', 'other')),
    phone                 text,
    phone_key             text,
    alternative_phone     text,
    alternative_phone_key text,
    email                 text,
    email_norm            text,
    city                  text,
    language              text,
    date_of_birth         date,
    marital_status        text        check (marital_status in ('single', 'married', 'other')),
    anniversary           date,
    tags                  text[],
    notes                 text,
    created_at            timestamptz not null,
    created_by            uuid        not null,
    updated_at            timestamptz not null,
    updated_by            uuid        not null,
    deleted_at            timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references accounts.account (tenant_id, id)
);
create index on accounts.contact (tenant_id, name_sort, id) where deleted_at is null;
create index on accounts.contact (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on accounts.contact (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on accounts.contact (tenant_id, account_id, name_sort, id) where account_id is not null;
create index on accounts.contact (tenant_id, owner_id, name_sort, id) where deleted_at is null and owner_id is not null;
create index on accounts.contact (tenant_id, account_owner_id, name_sort, id) where deleted_at is null and account_owner_id is not null;
create index on accounts.contact (tenant_id, account_manager_id, name_sort, id) where deleted_at is null and account_manager_id is not null;
create index on accounts.contact (tenant_id, territory_id, name_sort, id) where deleted_at is null and territory_id is not null;
create index on accounts.contact (tenant_id, partner_id, name_sort, id) where deleted_at is null and partner_id is not null;
call sangam.protect('accounts.contact');
call sangam.custom_slots('accounts.contact');
