create table proposals.proposal (
    tenant_id              uuid        not null,
    id                     uuid        not null,
    version                int         not null default 0,
    title                  text        not null check (length(title) between 1 and 200),
    title_sort             text        not null generated always as (lower(title)) stored,
    -- what its versions share
    number                 text        not null,
    revision               int         not null check (revision > 0),
    status                 text        not null check (status in ('draft', 'pending_approval', 'approved', 'sent', 'accepted',
                                           'rejected', 'expired', 'withdrawn', 'superseded')),
    deal_id                uuid        not null,
    -- of the deal, so that who sees a deal sees its proposals, by columns of their own (ADR 11)
    owner_id               uuid,
    partner_id             uuid,
    account_id             uuid,
    currency               char(3)     not null,
    -- of everything; like every percentage here in hundredths
    discount               bigint      not null default 0 check (discount between 0 and 10000),
    -- what follows from its lines
    largest_discount       bigint      not null default 0 check (largest_discount between 0 and 10000),
    net_minor              bigint      not null default 0 check (net_minor >= 0),
    tax_minor              bigint      not null default 0 check (tax_minor >= 0),
    total_minor            bigint      not null default 0,
    intro                  text,
    terms                  text,
    -- the last day, in the company's own time
    valid_until            date,
    sent_at                timestamptz,
    sent_to                text,
    sent_to_norm           text,
    sent_name              text,
    mail_subject           text,
    mail_text              text,
    viewed_at              timestamptz,
    decided_at             timestamptz,
    decided_name           text,
    decided_from           text,
    decline_reason         text,
    created_at             timestamptz not null,
    created_by             uuid        not null,
    updated_at             timestamptz not null,
    updated_by             uuid        not null,
    deleted_at             timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, number, revision),
    check (total_minor = net_minor + tax_minor),
    check ((sent_at is null) = (status in ('draft', 'pending_approval', 'approved'))),
    check (sent_at is null or valid_until is not null)
);
create index on proposals.proposal (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on proposals.proposal (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on proposals.proposal (tenant_id, title_sort, id) where deleted_at is null;
create index on proposals.proposal (tenant_id, status, created_at desc, id desc) where deleted_at is null;
create index on proposals.proposal (tenant_id, status, valid_until, id) where deleted_at is null;
create index on proposals.proposal (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index on proposals.proposal (tenant_id, partner_id, created_at desc, id desc) where deleted_at is null and partner_id is not null;
create index on proposals.proposal (tenant_id, total_minor desc, id desc) where deleted_at is null;
create index on proposals.proposal (tenant_id, deal_id, created_at desc, id desc);
create index on proposals.proposal (tenant_id, account_id, created_at desc, id desc) where deleted_at is null and account_id is not null;
call sangam.protect('proposals.proposal');

create table proposals.line (
    tenant_id        uuid           not null,
    proposal_id      uuid           not null,
    position         int            not null check (position between 1 and 200),
    -- the same in later versions, so that they can be compared
    id               uuid           not null,
    text             text           not null check (length(text) between 1 and 500),
    unit             text           check (length(unit) <= 20),
    quantity         numeric(14, 4) not null check (quantity > 0),
    unit_price_minor bigint         not null check (unit_price_minor >= 0),
    discount         int            not null check (discount between 0 and 10000),
    -- null: untaxed, which is not the same as a tax of nothing
    tax              int            check (tax between 0 and 10000),
    primary key (tenant_id, proposal_id, position),
    unique (tenant_id, proposal_id, id),
    foreign key (tenant_id, proposal_id) references proposals.proposal (tenant_id, id)
);
call sangam.protect('proposals.line');
