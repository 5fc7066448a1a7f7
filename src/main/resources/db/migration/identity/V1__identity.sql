create table identity.team (
    tenant_id  uuid        not null,
    id         uuid        not null,
    name       text        not null check (length(name) between 1 and 100),
    parent_id  uuid,
    leader_id  uuid,
    version    int         not null default 0,
    created_at timestamptz not null,
    created_by uuid        not null,
    updated_at timestamptz not null,
    updated_by uuid        not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, parent_id) references identity.team (tenant_id, id),
    check (parent_id <> id)
);
create unique index team_name on identity.team (tenant_id, name);
call sangam.protect('identity.team');

create table identity.user_account (
    tenant_id            uuid        not null,
    id                   uuid        not null,
    name                 text        not null check (length(name) between 1 and 200),
    email                text        not null,
    email_norm           text        not null,
    phone                text,
    password_hash        text        not null,
    must_change_password boolean     not null,
    team_id              uuid,
    manager_id           uuid,
    partner_id           uuid,
    -- null: the tenant's
    time_zone            text,
    locale               text,
    is_available         boolean     not null default true,
    leave_from           date,
    leave_to             date,
    is_active            boolean     not null default true,
    last_login_at        timestamptz,
    preferences          jsonb       not null default '{}',
    version              int         not null default 0,
    created_at           timestamptz not null,
    created_by           uuid        not null,
    updated_at           timestamptz not null,
    updated_by           uuid        not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, team_id) references identity.team (tenant_id, id),
    foreign key (tenant_id, manager_id) references identity.user_account (tenant_id, id),
    check (manager_id <> id),
    check (leave_from <= leave_to)
);
create unique index user_account_email on identity.user_account (tenant_id, email_norm);
create index user_account_list on identity.user_account (tenant_id, name, id);
create index user_account_team on identity.user_account (tenant_id, team_id);
create index user_account_manager on identity.user_account (tenant_id, manager_id);
call sangam.protect('identity.user_account', 'select, insert, update');
alter table identity.team
    add foreign key (tenant_id, leader_id) references identity.user_account (tenant_id, id);

-- One signed-in device. Access tokens name it, so ending it ends them.
create table identity.session (
    tenant_id    uuid        not null,
    id           uuid        not null,
    user_id      uuid        not null,
    device       text        not null,
    platform     text        not null,
    ip           text        not null,
    user_agent   text        not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text check (end_reason in
        ('logout', 'revoked', 'password_changed', 'deactivated', 'refresh_reuse')),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user_account (tenant_id, id),
    check ((ended_at is null) = (end_reason is null))
);
create index session_by_user on identity.session (tenant_id, user_id, created_at);
call sangam.protect('identity.session');

-- A chain per session. Only the hash of a token is kept; its successor follows from the token itself and the server's
-- key, so that two tabs that refresh at once get the same one.
create table identity.refresh_token (
    tenant_id    uuid        not null,
    id           uuid        not null,
    session_id   uuid        not null,
    token_hash   bytea       not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    used_at      timestamptz,
    successor_id uuid,
    primary key (tenant_id, id),
    foreign key (tenant_id, session_id) references identity.session (tenant_id, id) on delete cascade,
    check ((used_at is null) = (successor_id is null))
);
create index refresh_token_session on identity.refresh_token (tenant_id, session_id);
call sangam.protect('identity.refresh_token');

-- Opens one WebSocket, once, within half a minute.
create table identity.socket_ticket (
    tenant_id   uuid        not null,
    id          uuid        not null,
    session_id  uuid        not null,
    ticket_hash bytea       not null,
    expires_at  timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, session_id) references identity.session (tenant_id, id) on delete cascade
);
create index socket_ticket_session on identity.socket_ticket (tenant_id, session_id);
call sangam.protect('identity.socket_ticket');

create table identity.security_event (
    tenant_id  uuid        not null,
    id         uuid        not null,
    kind       text        not null,
    user_id    uuid,
    -- who did it, when it was somebody else
    actor_id   uuid,
    ip         text        not null default '',
    user_agent text        not null default '',
    at         timestamptz not null,
    primary key (tenant_id, id)
);
create index security_event_user on identity.security_event (tenant_id, user_id, at);
call sangam.protect('identity.security_event', 'select, insert');
