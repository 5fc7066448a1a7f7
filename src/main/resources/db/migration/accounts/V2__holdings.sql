-- What a customer holds: an account with us, a plan, a subscription.
create table accounts.holding (
    tenant_id          uuid        not null,
    id                 uuid        not null,
    version            int         not null default 0,
    name               text        not null check (length(name) between 1 and 200),
    name_sort          text        not null generated always as (lower(name)) stored,
    account_id         uuid        not null,
    -- of the account, so that who sees a customer sees what it holds (ADR 11)
    account_owner_id   uuid,
    account_manager_id uuid,
    territory_id       uuid,
    partner_id         uuid,
    kind               text        not null check (kind in ('plan', 'subscription', 'demat', 'other')),
    type               text        check (type in ('individual', 'huf', 'corporate', 'nri', 'llp', 'minor', 'partnership', 'others')),
    number             text,
    status             text        not null check (status in ('active', 'renew', 'expired', 'closed')),
    users              int         check (users >= 0),
    value_minor        bigint      check (value_minor >= 0),
    value_currency     char(3),
    opened_on          date,
    activated_on       date,
    expires_on         date,
    notes              text,
    created_at         timestamptz not null,
    created_by         uuid        not null,
    updated_at         timestamptz not null,
    updated_by         uuid        not null,
    deleted_at         timestamptz,
    primary key (tenant_id, id),
    foreign key (tenant_id, account_id) references accounts.account (tenant_id, id),
    check ((value_minor is null) = (value_currency is null))
);
create index on accounts.holding (tenant_id, name_sort, id) where deleted_at is null;
create index on accounts.holding (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on accounts.holding (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on accounts.holding (tenant_id, account_id, created_at desc, id desc);
create index on accounts.holding (tenant_id, expires_on, id) where deleted_at is null and expires_on is not null;
create index on accounts.holding (tenant_id, account_owner_id, name_sort, id) where deleted_at is null and account_owner_id is not null;
create index on accounts.holding (tenant_id, account_manager_id, name_sort, id) where deleted_at is null and account_manager_id is not null;
create index on accounts.holding (tenant_id, territory_id, name_sort, id) where deleted_at is null and territory_id is not null;
create index on accounts.holding (tenant_id, partner_id, name_sort, id) where deleted_at is null and partner_id is not null;
call sangam.protect('accounts.holding');
call sangam.custom_slots('accounts.holding');

-- What a contact lets us do, per channel, and since when (R18): null is not asked yet.
alter table accounts.contact
    add column consent_whatsapp    text check (consent_whatsapp in ('opted_in', 'opted_out')),
    add column consent_whatsapp_at timestamptz,
    add column consent_email       text check (consent_email in ('opted_in', 'opted_out')),
    add column consent_email_at    timestamptz,
    add column consent_phone       text check (consent_phone in ('opted_in', 'opted_out')),
    add column consent_phone_at    timestamptz,
    add column consent_source      text;
