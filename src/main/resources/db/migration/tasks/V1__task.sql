create table tasks.task (
    tenant_id       uuid        not null,
    id              uuid        not null,
    version         int         not null default 0,
    title           text        not null check (length(title) between 1 and 200),
    title_sort      text        not null generated always as (lower(title)) stored,
    kind            text        not null
        check (kind in ('follow_up', 'call', 'meeting', 'email', 'whatsapp', 'document', 'todo')),
    priority        text        not null check (priority in ('low', 'medium', 'high')),
    priority_rank   int         not null generated always as (case priority when 'low' then 1 when 'medium' then 2 else 3 end) stored,
    status          text        not null check (status in ('todo', 'in_progress', 'postponed', 'done', 'canceled')),
    due_at          timestamptz not null,
    remind_at       timestamptz,
    assignee_id     uuid        not null,
    parent_object   text,
    parent_id       uuid,
    outcome         text,
    comment         text,
    completed_at    timestamptz,
    postponed_count int         not null default 0,
    reassign_count  int         not null default 0,
    -- R7: nobody is left whom it could be given to
    final_overdue   boolean     not null default false,
    created_at      timestamptz not null,
    created_by      uuid        not null,
    updated_at      timestamptz not null,
    updated_by      uuid        not null,
    deleted_at      timestamptz,
    primary key (tenant_id, id),
    check ((parent_object is null) = (parent_id is null)),
    check ((completed_at is not null) = (status = 'done'))
);
-- Open tasks, a person's and everybody's: what is done piles up and must not be read past every morning. PostgreSQL
-- proves the predicate from `status in (…)` and from `status not in (…)` alike.
create index on tasks.task (tenant_id, assignee_id, due_at, id) where deleted_at is null and status not in ('done', 'canceled');
create index on tasks.task (tenant_id, due_at, id) where deleted_at is null and status not in ('done', 'canceled');
-- The row scope "own" is: assigned to me, or made by me.
create index on tasks.task (tenant_id, assignee_id, due_at, id) where deleted_at is null;
create index on tasks.task (tenant_id, created_by, due_at, id) where deleted_at is null;
create index on tasks.task (tenant_id, due_at, id) where deleted_at is null;
create index on tasks.task (tenant_id, parent_id, due_at, id) where deleted_at is null and parent_id is not null;
create index on tasks.task (tenant_id, created_at desc, id desc) where deleted_at is null;
create index on tasks.task (tenant_id, updated_at desc, id desc) where deleted_at is null;
create index on tasks.task (tenant_id, title_sort, id) where deleted_at is null;
create index on tasks.task (tenant_id, completed_at desc nulls last, id desc) where deleted_at is null;
call sangam.protect('tasks.task');

-- Reminders that were sent. A rule is the minutes between the due time and the reminder, negative before it; the key
-- is what makes R12's "never twice" true, also when a due time is moved away and back.
create table tasks.reminder (
    tenant_id uuid        not null,
    task_id   uuid        not null,
    rule      int         not null,
    due_at    timestamptz not null,
    sent_at   timestamptz not null,
    primary key (tenant_id, task_id, rule, due_at),
    foreign key (tenant_id, task_id) references tasks.task (tenant_id, id)
);
call sangam.protect('tasks.reminder', 'select, insert');

-- Reminders still to come: the one table of this module that a worker reads across tenants.
create table tasks.reminder_due (
    tenant_id uuid        not null,
    task_id   uuid        not null,
    rule      int         not null,
    due_at    timestamptz not null,
    at        timestamptz not null,
    primary key (tenant_id, task_id, rule),
    foreign key (tenant_id, task_id) references tasks.task (tenant_id, id)
);
call sangam.protect_queue('tasks.reminder_due');
-- Read for all tenants at once, so this index does not begin with the tenant.
create index reminder_due_at on tasks.reminder_due (at, tenant_id, task_id, rule);
