create table tickets.ticket (
    tenant_id        uuid        not null,
    id               uuid        not null,
    version          int         not null default 0,
    number           text        not null,
    title            text        not null check (length(title) between 1 and 200),
    title_sort       text        not null generated always as (lower(title)) stored,
    description      text,
    pipeline_id      uuid        not null,
    status           text        not null,
    status_since     timestamptz not null,
    next_step_at     timestamptz,
    priority         text        not null,
    -- 0 low to 4 critical: lists are ordered by it, as the words don't order themselves
    priority_rank    int         not null generated always as (
        case priority when 'critical' then 4 when 'urgent' then 3 when 'high' then 2 when 'normal' then 1 else 0 end) stored,
    type             text        not null,
    department       text        not null,
    source           text        not null,
    owner_id         uuid,
    account_id       uuid,
    contact_id       uuid,
    lead_id          uuid,
    product          text,
    tags             text[],
    follow_up_on     date,
    resolution       text,
    resolution_notes text,
    closure_reason   text,
    first_response_at timestamptz,
    resolved_at      timestamptz,
    closed_at        timestamptz,
    reopened_count   int         not null default 0 check (reopened_count >= 0),
    reopened_at      timestamptz,
    created_at       timestamptz not null,
    created_by       uuid        not null,
    updated_at       timestamptz not null,
    updated_by       uuid        not null,
    deleted_at       timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, number)
);
create index on tickets.ticket (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on tickets.ticket (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on tickets.ticket (tenant_id, title_sort, id) where deleted_at is null;
create index on tickets.ticket (tenant_id, status, created_at desc, id desc) where deleted_at is null;
create index on tickets.ticket (tenant_id, status, next_step_at, id) where deleted_at is null;
create index on tickets.ticket (tenant_id, priority_rank desc, id desc) where deleted_at is null;
-- holds the queue, too: what nobody owns yet
create index on tickets.ticket (tenant_id, owner_id, created_at desc, id desc) where deleted_at is null;
create index on tickets.ticket (tenant_id, created_by, created_at desc, id desc) where deleted_at is null;
create index on tickets.ticket (tenant_id, department, created_at desc, id desc) where deleted_at is null;
create index on tickets.ticket (tenant_id, next_step_at, id) where deleted_at is null and next_step_at is not null;
create index on tickets.ticket (tenant_id, follow_up_on, id) where deleted_at is null and follow_up_on is not null;
create index on tickets.ticket (tenant_id, account_id, created_at desc, id desc) where deleted_at is null and account_id is not null;
create index on tickets.ticket (tenant_id, contact_id, created_at desc, id desc) where deleted_at is null and contact_id is not null;
create index on tickets.ticket (tenant_id, lead_id, created_at desc, id desc) where deleted_at is null and lead_id is not null;
call sangam.protect('tickets.ticket');
call sangam.custom_slots('tickets.ticket');
