create table deals.deal (
    tenant_id      uuid        not null,
    id             uuid        not null,
    version        int         not null default 0,
    title          text        not null check (length(title) between 1 and 200),
    title_sort     text        not null generated always as (lower(title)) stored,
    value_minor    bigint      check (value_minor >= 0),
    value_currency char(3),
    pipeline_id    uuid        not null,
    status         text        not null,
    status_since   timestamptz not null,
    -- status_since and the days its status allows
    stale_at       timestamptz,
    next_step_at   timestamptz,
    -- what the group of its status means, kept for lists and figures
    result         text        not null check (result in ('open', 'won', 'lost')),
    closed_at      timestamptz,
    outcome_reason text,
    probability    int         check (probability between 0 and 100),
    expected_close date,
    owner_id       uuid,
    -- ids of the colleagues who are told what happens to it
    watchers       text[],
    partner_id     uuid,
    account_id     uuid,
    contact_id     uuid,
    lead_id        uuid,
    description    text,
    tags           text[],
    created_at     timestamptz not null,
    created_by     uuid        not null,
    updated_at     timestamptz not null,
    updated_by     uuid        not null,
    deleted_at     timestamptz,
    primary key (tenant_id, id),
    check ((value_minor is null) = (value_currency is null)),
    check ((closed_at is null) = (result = 'open'))
);
create index on deals.deal (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on deals.deal (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on deals.deal (tenant_id, title_sort, id) where deleted_at is null;
create index on deals.deal (tenant_id, status, created_at desc, id desc) where deleted_at is null;
create index on deals.deal (tenant_id, status, next_step_at, id) where deleted_at is null;
create index on deals.deal (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index on deals.deal (tenant_id, partner_id, created_at desc, id desc) where deleted_at is null and partner_id is not null;
create index on deals.deal (tenant_id, value_minor desc nulls last, id desc) where deleted_at is null;
create index on deals.deal (tenant_id, expected_close, id) where deleted_at is null;
create index on deals.deal (tenant_id, next_step_at, id) where deleted_at is null and next_step_at is not null;
create index on deals.deal (tenant_id, stale_at, id) where deleted_at is null and stale_at is not null;
create index on deals.deal (tenant_id, closed_at desc, id desc) where deleted_at is null and closed_at is not null;
create index on deals.deal (tenant_id, account_id, created_at desc, id desc) where deleted_at is null and account_id is not null;
create index on deals.deal (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null and contact_id is not null;
create index on deals.deal (tenant_id, lead_id, id) where lead_id is not null;
call sangam.protect('deals.deal');
call sangam.custom_slots('deals.deal');
