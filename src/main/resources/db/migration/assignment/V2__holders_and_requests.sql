-- Who ever had a record: late work goes to somebody who has not had it yet (R7).
create table assignment.holder (
    tenant_id uuid        not null,
    record_id uuid        not null,
    user_id   uuid        not null,
    object    text        not null,
    since     timestamptz not null,
    primary key (tenant_id, record_id, user_id)
);
call sangam.protect('assignment.holder', 'select, insert');

-- Who asks for a record that is another's (R8).
create table assignment.request (
    tenant_id  uuid        not null,
    id         uuid        not null,
    object     text        not null,
    record_id  uuid        not null,
    user_id    uuid        not null,
    reason     text        not null check (length(reason) between 1 and 500),
    status     text        not null check (status in ('pending', 'approved', 'rejected', 'withdrawn')),
    asked_at   timestamptz not null,
    decided_at timestamptz,
    -- nobody: by the company's setting
    decided_by uuid,
    note       text,
    primary key (tenant_id, id),
    check ((decided_at is null) = (status = 'pending')),
    check (status <> 'rejected' or note is not null)
);
create unique index on assignment.request (tenant_id, record_id, user_id) where status = 'pending';
create index on assignment.request (tenant_id, id) where status = 'pending';
create index on assignment.request (tenant_id, user_id, id);
call sangam.protect('assignment.request', 'select, insert, update');
