-- By which ways a notice goes out, decided when it is made.
alter table notifications.notification
    -- False: only a mail tells it.
    add column in_app    boolean not null default true,
    add column digest    boolean not null default false,
    -- The digest that told it, or found it read.
    add column digest_id uuid;
create index notification_for_digest on notifications.notification (tenant_id, user_id, id desc)
    where digest and digest_id is null;
create index notification_of_digest on notifications.notification (tenant_id, digest_id, id desc)
    where digest_id is not null;

-- What the company usually wants, kind by kind; what is absent is as the kind declares it.
create table notifications.company_choice (
    tenant_id  uuid        primary key,
    choices    jsonb       not null,
    version    int         not null,
    updated_at timestamptz not null,
    updated_by uuid        not null
);
call sangam.protect('notifications.company_choice');

-- What a person wants otherwise.
create table notifications.preference (
    tenant_id   uuid        not null,
    user_id     uuid        not null,
    choices     jsonb       not null,
    quiet_hours jsonb,
    digest      jsonb       not null,
    version     int         not null,
    updated_at  timestamptz not null,
    primary key (tenant_id, user_id)
);
call sangam.protect('notifications.preference');

-- Records of whose changes a person wants to hear nothing.
create table notifications.mute (
    tenant_id uuid        not null,
    id        uuid        not null,
    user_id   uuid        not null,
    object    text        not null,
    record_id uuid        not null,
    at        timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, user_id, object, record_id)
);
call sangam.protect('notifications.mute');
create index mute_of_user on notifications.mute (tenant_id, user_id, id desc);
create index mute_of_record on notifications.mute (tenant_id, object, record_id);

-- Mails that wait for the end of their reader's quiet hours. Workers read it across tenants.
create table notifications.mail_due (
    tenant_id       uuid        not null,
    notification_id uuid        not null,
    user_id         uuid        not null,
    at              timestamptz not null,
    primary key (tenant_id, notification_id),
    foreign key (tenant_id, notification_id) references notifications.notification (tenant_id, id) on delete cascade
);
call sangam.protect_queue('notifications.mail_due');
-- Read for all tenants at once, so this index does not begin with the tenant.
create index mail_due_at on notifications.mail_due (at, tenant_id, notification_id);
create index mail_due_of_user on notifications.mail_due (tenant_id, user_id);

-- The next digest of everybody for whom something waits. Workers read it across tenants.
create table notifications.digest_due (
    tenant_id uuid        not null,
    user_id   uuid        not null,
    at        timestamptz not null,
    primary key (tenant_id, user_id)
);
call sangam.protect_queue('notifications.digest_due');
create index digest_due_at on notifications.digest_due (at, tenant_id, user_id);
