-- A link in a mail that lets somebody choose his password: once, for a while, and only the newest of its kind. The
-- token in it follows from the id and the server's key, so that neither this table nor the mail queue holds it.
create table identity.password_link (
    tenant_id  uuid        not null,
    id         uuid        not null,
    user_id    uuid        not null,
    purpose    text        not null check (purpose in ('reset', 'invitation')),
    token_hash bytea       not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz,
    end_reason text check (end_reason in
        ('used', 'replaced', 'withdrawn', 'password_changed', 'email_changed', 'deactivated')),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user_account (tenant_id, id),
    check ((ended_at is null) = (end_reason is null))
);
create unique index password_link_open on identity.password_link (tenant_id, user_id, purpose) where ended_at is null;
create index password_link_user on identity.password_link (tenant_id, user_id, id);
call sangam.protect('identity.password_link');

-- The passwords somebody had before his current one, as far back as he may not go.
create table identity.past_password (
    tenant_id     uuid        not null,
    id            uuid        not null,
    user_id       uuid        not null,
    password_hash text        not null,
    at            timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user_account (tenant_id, id)
);
create index past_password_user on identity.past_password (tenant_id, user_id, id);
call sangam.protect('identity.past_password', 'select, insert, delete');
