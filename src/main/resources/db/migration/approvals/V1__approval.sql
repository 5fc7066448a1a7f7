-- Who has to consent to what. The first active policy whose filter a record passes decides.
create table approvals.policy (
    tenant_id      uuid        not null,
    id             uuid        not null,
    object         text        not null,
    name           text        not null check (length(name) between 1 and 80),
    position       int         not null,
    filter         jsonb       not null,
    -- what costs less needs nobody
    below_minor    bigint      check (below_minor >= 0),
    below_currency text,
    steps          jsonb       not null,
    is_active      boolean     not null default true,
    version        int         not null default 0,
    created_at     timestamptz not null,
    created_by     uuid        not null,
    updated_at     timestamptz not null,
    updated_by     uuid        not null,
    primary key (tenant_id, id),
    check ((below_minor is null) = (below_currency is null))
);
create index on approvals.policy (tenant_id, object, position);
call sangam.protect('approvals.policy');

-- Somebody asks for consent: about a record, for one kind of thing, with the figures as they were.
create table approvals.request (
    tenant_id       uuid        not null,
    id              uuid        not null,
    object          text        not null,
    record_id       uuid        not null,
    kind            text        not null check (length(kind) between 1 and 80),
    -- what the kind is called, where companies name it
    label           text,
    -- as they were; without a policy, the asker's manager
    policy_id       uuid,
    policy          text,
    steps           jsonb       not null,
    amount_minor    bigint,
    amount_currency text,
    discount        numeric(9, 4),
    asked_by        uuid        not null,
    asked_at        timestamptz not null,
    note            text        check (length(note) <= 500),
    step            int         not null check (step >= 0),
    -- the step named nobody who could decide
    to_administrators boolean   not null,
    due_at          timestamptz,
    status          text        not null check (status in ('pending', 'approved', 'rejected', 'withdrawn', 'lapsed')),
    decided_at      timestamptz,
    -- nobody: it lapsed
    decided_by      uuid,
    reason          text,
    primary key (tenant_id, id),
    check ((amount_minor is null) = (amount_currency is null)),
    check ((decided_at is null) = (status = 'pending')),
    check (status not in ('rejected', 'lapsed') or reason is not null)
);
create unique index on approvals.request (tenant_id, record_id, kind) where status = 'pending';
create index on approvals.request (tenant_id, record_id, id);
create index on approvals.request (tenant_id, asked_by, id);
call sangam.protect('approvals.request', 'select, insert, update');

-- Who may decide a pending request now.
create table approvals.approver (
    tenant_id    uuid not null,
    user_id      uuid not null,
    request_id   uuid not null,
    -- who gave it to him
    delegated_by uuid,
    primary key (tenant_id, user_id, request_id),
    foreign key (tenant_id, request_id) references approvals.request (tenant_id, id)
);
create index on approvals.approver (tenant_id, request_id);
call sangam.protect('approvals.approver', 'select, insert, delete');

-- What became of each step, and who had a hand in it.
create table approvals.decision (
    tenant_id   uuid        not null,
    id          uuid        not null,
    request_id  uuid        not null,
    step        int         not null,
    verb        text        not null check (verb in ('approved', 'rejected', 'delegated')),
    user_id     uuid        not null,
    -- to whom it was given
    assignee_id uuid,
    comment     text        check (length(comment) <= 500),
    at          timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, request_id) references approvals.request (tenant_id, id),
    check ((assignee_id is null) = (verb <> 'delegated'))
);
create unique index on approvals.decision (tenant_id, request_id, step) where verb <> 'delegated';
create index on approvals.decision (tenant_id, request_id, id);
create index on approvals.decision (tenant_id, user_id, id);
call sangam.protect('approvals.decision', 'select, insert, update');

-- Steps that will be late: the one table of this module that a worker reads across tenants.
create table approvals.step_due (
    tenant_id  uuid        not null,
    request_id uuid        not null,
    at         timestamptz not null,
    primary key (tenant_id, request_id),
    foreign key (tenant_id, request_id) references approvals.request (tenant_id, id)
);
call sangam.protect_queue('approvals.step_due');
-- Read for all tenants at once, so this index does not begin with the tenant.
create index step_due_at on approvals.step_due (at, tenant_id, request_id);
