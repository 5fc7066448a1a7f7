create table leads.lead (
    tenant_id               uuid        not null,
    id                      uuid        not null,
    version                 int         not null default 0,
    number                  text        not null,
    title                   text        not null check (length(title) between 1 and 200),
    title_sort              text        not null generated always as (lower(title)) stored,
    first_name              text,
    last_name               text,
    company                 text,
    pipeline_id             uuid        not null,
    status                  text        not null,
    status_since            timestamptz not null,
    temperature             text        check (temperature in ('hot', 'warm', 'cold')),
    source                  text        not null,
    sub_source              text,
    category                text        check (category in ('direct', 'indirect')),
    owner_id                uuid,
    caller_id               uuid,
    partner_id              uuid,
    phone                   text,
    phone_key               text,
    alternative_phone       text,
    alternative_phone_key   text,
    email                   text,
    email_norm              text,
    city                    text,
    website                 text,
    probability             int         check (probability between 0 and 100),
    expected_value_minor    bigint      check (expected_value_minor >= 0),
    expected_value_currency char(3),
    expected_close          date,
    pain_point              text,
    description             text,
    lost_reason             text,
    rejection_reason        text,
    referred_by             text,
    tags                    text[],
    utm_source              text,
    utm_medium              text,
    utm_campaign            text,
    utm_term                text,
    utm_content             text,
    referrer_url            text,
    landing_page            text,
    gclid                   text,
    fbclid                  text,
    -- broker office
    account_type            text,
    client_id               text,
    pod_id                  text,
    account_opened_at       timestamptz,
    account_activated_at    timestamptz,
    -- partner sales
    erp                     text,
    erp_version             text,
    sub_company_count       int,
    is_qualified            boolean     not null default false,
    previous_lead_id        uuid,
    resubmitted_count       int         not null default 0,
    resubmitted_at          timestamptz,
    created_at              timestamptz not null,
    created_by              uuid        not null,
    updated_at              timestamptz not null,
    updated_by              uuid        not null,
    deleted_at              timestamptz,
    primary key (tenant_id, id),
    check ((expected_value_minor is null) = (expected_value_currency is null))
);
create unique index on leads.lead (tenant_id, number);
create index on leads.lead (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on leads.lead (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on leads.lead (tenant_id, title_sort, id) where deleted_at is null;
create index on leads.lead (tenant_id, status, created_at desc, id desc) where deleted_at is null;
create index on leads.lead (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index on leads.lead (tenant_id, caller_id, created_at desc, id desc) where deleted_at is null and caller_id is not null;
create index on leads.lead (tenant_id, expected_value_minor desc nulls last, id desc) where deleted_at is null;
call sangam.protect('leads.lead');

-- How a lead can be reached, and by what a second enquiry of the same person is recognised (R1).
create table leads.contact_point (
    tenant_id  uuid        not null,
    id         uuid        not null,
    lead_id    uuid        not null,
    kind       text        not null check (kind in ('mobile', 'phone', 'email', 'whatsapp')),
    value      text        not null,
    match_key  text        not null,
    is_primary boolean     not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, lead_id) references leads.lead (tenant_id, id)
);
create index on leads.contact_point (tenant_id, match_key);
create unique index on leads.contact_point (tenant_id, lead_id, match_key, kind);
call sangam.protect('leads.contact_point');
